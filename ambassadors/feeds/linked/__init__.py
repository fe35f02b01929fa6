"""What pages tell search engines, in the vocabulary of schema.org: one module a kind, dicts until the last moment."""
