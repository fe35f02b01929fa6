"""The official geography of France, and how people look for a place in it."""
