"""The circle of a territory: profiles, organisations, invitations, applications."""
