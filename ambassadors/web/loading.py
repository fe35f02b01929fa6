"""From the variables of an address to objects, or a 404."""

from typing import Any, TypeVar

from flask import abort, request
from sqlalchemy.orm.interfaces import ORMOption
from werkzeug.routing import BaseConverter, ValidationError

from ambassadors.core.db import db

T = TypeVar("T")
LARGEST_ID = 2**31 - 1


def or_404(found: T | None) -> T:
    """Return what was found, or answer 404."""
    if found is None:
        abort(404)
    return found


def get_or_404(model: type[T], row_id: int, *options: ORMOption) -> T:
    """Return a row by its id, or answer 404."""
    return or_404(db.session.get(model, row_id, options=options))


def asked_number(name: str, most: int) -> int | None:
    """Read a whole number from 1 to `most` in the query; anything else is no number."""
    text = request.args.get(name, "")
    number = int(text) if text.isascii() and text.isdigit() and len(text) <= len(str(most)) else 0
    return number if 0 < number <= most else None


class IdConverter(BaseConverter):
    """A row's id in an address, bounded by what the databases can hold."""

    regex = r"[1-9]\d{0,9}"

    def to_python(self, value: str) -> int:
        """Refuse what no row can have."""
        number = int(value)
        if number > LARGEST_ID:
            raise ValidationError
        return number


class IdSlugConverter(BaseConverter):
    """`<id>-<slug>`: the id finds, the slug is for people; gives (id, slug)."""

    regex = r"[1-9]\d{0,9}(?:-[a-z0-9-]*)?"

    def to_python(self, value: str) -> tuple[int, str]:
        """Split the id from the slug."""
        number, _, slug = value.partition("-")
        if int(number) > LARGEST_ID:
            raise ValidationError
        return int(number), slug

    def to_url(self, value: Any) -> str:
        """Write an address from (id, slug)."""
        return f"{value[0]}-{value[1]}"
