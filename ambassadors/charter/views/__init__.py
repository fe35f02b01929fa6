"""The screens of a charter: read by everybody, written at the desk, accepted from one's account."""

from . import accepting, desk, reading
from .blueprint import blueprint

__all__ = ["accepting", "blueprint", "desk", "reading"]
