"""The commands of the house, run for real."""
