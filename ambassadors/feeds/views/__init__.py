"""Addresses for machines, and what the heads of pages tell them."""
