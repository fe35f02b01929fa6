"""What a manager fills in of a brand space."""
