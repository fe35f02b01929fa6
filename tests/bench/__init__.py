"""The bench: its invented site obeys the site's own rules, its figures are read right."""
