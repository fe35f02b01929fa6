"""The platform's own pages: home, charter, legal texts."""
