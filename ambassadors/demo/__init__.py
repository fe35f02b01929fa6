"""Demonstration data: invented people and texts, on real places, shown as such on screen."""
