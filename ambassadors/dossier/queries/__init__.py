"""Reading a dossier, in a constant number of statements."""
