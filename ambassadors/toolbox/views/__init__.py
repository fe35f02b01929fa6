"""The screens of a toolbox: filled at the desk, used from one's account."""

from . import desk, using
from .blueprint import blueprint

__all__ = ["blueprint", "desk", "using"]
