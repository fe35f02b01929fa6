"""Finding one's territory."""
