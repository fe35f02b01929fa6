"""Testimonials: portraits told on fixed prompts."""
