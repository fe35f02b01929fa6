"""What the ambassadors of a territory promise: a text in versions, and who has accepted which."""
