"""Pages that help to find a territory."""
