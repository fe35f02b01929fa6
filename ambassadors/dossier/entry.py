"""What is listed under a theme besides its text: the dates of the year, the travel links."""

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from ambassadors.core.db import Model


class Entry(Model):
    """One line of such a list; its `theme` never changes, so that rights follow the owner of the theme."""

    __abstract__ = True

    theme: ClassVar[str]
    said: ClassVar[tuple[str, ...]]  # the columns that people write
    days: ClassVar[tuple[str, ...]]  # those of them that are dates

    id: Mapped[int] = mapped_column(primary_key=True)
    territory_id: Mapped[int] = mapped_column(ForeignKey("territory.id", ondelete="CASCADE"))
    version: Mapped[int] = mapped_column(default=1)

    def stored(self) -> dict[str, Any]:
        """Return it as a version of its theme keeps it."""
        values = {name: getattr(self, name) for name in self.said}
        days = {name: values[name].isoformat() for name in self.days if values[name]}
        return {"id": self.id} | values | days

    def write(self, stored: Mapping[str, Any]) -> None:
        """Say again what a version kept."""
        for name in self.said:
            value = stored.get(name)
            setattr(self, name, date.fromisoformat(value) if name in self.days and value else value)
