"""The HTTP kit of every area."""
