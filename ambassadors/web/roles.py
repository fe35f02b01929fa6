"""What the pages of accounts, which know no territory, show of somebody's roles."""

from ambassadors.territories.roles import HeldRole, names_of, roles_held

__all__ = ["HeldRole", "names_of", "roles_held"]
