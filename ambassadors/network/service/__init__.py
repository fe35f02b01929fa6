"""Verbs on a territory's circle."""
