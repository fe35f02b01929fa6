"""What is read of requests: by the desk, by their movers."""
