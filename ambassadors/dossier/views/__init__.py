"""The dossier on screen."""
