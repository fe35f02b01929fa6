"""Pages of questions: lists, conversations, forms, and the acts of the desk."""

from . import answering, asking, confirming, desk, listing, reading, rewriting
from .blueprint import blueprint

__all__ = ["answering", "asking", "blueprint", "confirming", "desk", "listing", "reading", "rewriting"]
