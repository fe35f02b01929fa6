"""Writing a dossier: publishing cells, their drafts, their owners, the calendar and the links."""
