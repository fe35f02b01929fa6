"""Being put in touch: asking, sharing, following, taking back."""
