"""What people come here to do, from end to end, in a real browser on the demonstration data."""
