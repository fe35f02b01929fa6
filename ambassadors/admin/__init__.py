"""The platform's administration."""
