"""The dossier of a territory: its own words, facts and dates on the reader's questions, theme by theme."""
