"""Territories, their places, their states and their grid of themes."""
