"""What is read of a territory's circle."""
