"""What people are told of what happens to contributions."""
