"""The load bench: a large invented site, and how fast its pages are read."""
