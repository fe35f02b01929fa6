"""Finding one's territory: wishes, a map, places, and no rivalry."""
