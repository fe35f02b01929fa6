"""The forms of a territory's circle."""
