"""Pages of requests: asking, following one's own, and the desk's."""

from . import asking, confirming, desk, following, own, proposing
from .blueprint import blueprint

__all__ = ["asking", "blueprint", "confirming", "desk", "following", "own", "proposing"]
