"""Foundations that know no domain and no request."""
