"""What is typed in a dossier: cells, facts, pictures, owners, highlights, connections."""
