"""Brand spaces: palette, pictures, public pages of a territory."""
