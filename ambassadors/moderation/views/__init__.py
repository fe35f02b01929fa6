"""The desk's queue, and each author's own contributions."""
