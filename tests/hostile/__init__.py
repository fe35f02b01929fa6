"""What an enemy, a broken browser and a robot send."""
