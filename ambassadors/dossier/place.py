"""Where a text of the dossier stands: a theme of a territory, for everybody or for one edition."""

from dataclasses import dataclass

from ambassadors.territories.grid import THEMES
from ambassadors.territories.inside import Inside

from .edition import Edition


@dataclass(frozen=True)
class CellPlace(Inside):
    """The object of rights on a cell, written or not."""

    theme: str
    edition: Edition | None = None

    @property
    def edition_id(self) -> int | None:
        """Return the edition's number, if any."""
        return self.edition.id if self.edition else None

    @property
    def label(self) -> str:
        """Name the theme."""
        return THEMES[self.theme]

    @property
    def desk_path(self) -> str:
        """Return the address of its editor."""
        middle = f"editions/{self.edition.slug}/" if self.edition else ""
        return f"{self.territory.desk_path}/dossier/{middle}{self.theme}"

    @property
    def path(self) -> str:
        """Return where readers find it."""
        if self.edition:
            return f"{self.territory.path}/editions/{self.edition.slug}#{self.theme}"
        return f"{self.territory.path}/dossier/{self.theme}"
