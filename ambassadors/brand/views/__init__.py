"""Pages of a territory's brand space, public and at the desk."""
