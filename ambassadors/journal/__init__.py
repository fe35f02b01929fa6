"""Who published what in a territory, and when: the editorial acts of its log."""
