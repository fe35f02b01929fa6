"""A small France: a few départements of the shipped file, enough for tests, none of the time that 36,000 take."""

from dataclasses import replace

from sqlalchemy.orm import Session

from ambassadors.places.edition import read_edition
from ambassadors.places.loading import Loading
from ambassadors.places.service import silent

KEPT = {"12", "19", "42", "72", "75", "93", "974"}


def make_small_france(session: Session) -> None:
    """Load the places of a few départements, with every région and département."""
    whole = read_edition()
    communes = [row for row in whole.communes if row.departement in KEPT]
    codes = {row.code for row in communes}
    epci = [
        row._replace(members=[code for code in row.members if code in codes])
        for row in whole.epci
        if any(code in codes for code in row.members)
    ]
    aliases = [row for row in whole.aliases if row.commune in codes]
    Loading(session, silent, replace(whole, communes=communes, epci=epci, aliases=aliases)).run()
