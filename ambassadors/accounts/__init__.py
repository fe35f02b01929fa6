"""People: accounts, sessions, mailed links, memberships."""
