"""The screens of a territory's circle."""
