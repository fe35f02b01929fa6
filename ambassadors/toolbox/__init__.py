"""What a territory gives those who speak of it: documents, visuals, sentences, for its members alone."""
