"""Saying that a place interests one: counted by month, with nothing kept of who said it."""

from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from ambassadors.core.clock import today
from ambassadors.core.db import db
from ambassadors.places.models import Place

from .models import PlaceInterest


def express_interest(place: Place) -> None:
    """Count one more interest for a place this month. Anybody may: there is nothing to authorize."""
    month = today().replace(day=1)
    if _count_one_more(place.id, month):
        return
    try:
        with db.session.begin_nested():
            db.session.add(PlaceInterest(place_id=place.id, month=month, times=1))
    except IntegrityError:  # somebody else was the first of the month, an instant ago
        _count_one_more(place.id, month)


def _count_one_more(place_id: int, month: object) -> bool:
    counted = db.session.execute(
        update(PlaceInterest)
        .where(PlaceInterest.place_id == place_id, PlaceInterest.month == month)
        .values(times=PlaceInterest.times + 1)
        .execution_options(synchronize_session=False)
    )
    return bool(counted.rowcount)  # type: ignore[attr-defined]  # a CursorResult: this is an UPDATE
