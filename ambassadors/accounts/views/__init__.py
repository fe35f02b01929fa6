"""The pages of accounts: entering, passwords, one's own account."""
