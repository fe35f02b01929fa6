"""A pasted list of people to invite: one a line, «Nom <adresse>» or «adresse», each read on its own."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from email_validator import EmailNotValidError, validate_email

LONGEST_NAME, LONGEST_EMAIL = 80, 254
MOST_LINES = 200

_NAMED = re.compile(r"(?P<name>[^<>]*)<(?P<email>[^<>]*)>\s*[,;]?")
_SEPARATORS = re.compile(r"[;,]\s*(?=[^;,\s]+@)")


@dataclass(frozen=True)
class Addressee:
    """A line of the list: whom it names, or why it cannot be read."""

    line: str
    email: str = ""
    name: str = ""
    problem: str = ""


def read_list(text: str) -> list[Addressee]:
    """Read every line that is not empty; addresses side by side on a line count as lines."""
    lines = [part.strip() for row in text.splitlines() for part in _SEPARATORS.split(row)]
    return [read_line(line) for line in lines if line.strip(" ,;")]


def read_line(line: str) -> Addressee:
    """Read one line."""
    match = _NAMED.fullmatch(line)
    name = match["name"].strip(" \t\"'«»,;") if match else ""
    typed = (match["email"] if match else line).strip(" ,;")
    problem = _name_problem(name) or _email_problem(typed)
    if problem:
        return Addressee(line, problem=problem)
    return Addressee(line, validate_email(typed, check_deliverability=False).normalized.lower(), name)


def _name_problem(name: str) -> str:
    return f"le nom dépasse {LONGEST_NAME} caractères" if len(name) > LONGEST_NAME else ""


def _email_problem(typed: str) -> str:
    for wrong, reason in _PROBLEMS:
        if wrong(typed):
            return reason
    return ""


def _is_refused(typed: str) -> bool:
    try:
        validate_email(typed, check_deliverability=False)
    except EmailNotValidError:
        return True
    return False


# The first that holds is told.
_PROBLEMS: tuple[tuple[Callable[[str], bool], str], ...] = (
    (lambda typed: "@" not in typed, "il manque l’arobase (@) d’une adresse"),
    (
        lambda typed: any(character.isspace() for character in typed),
        "une adresse ne contient pas d’espace ; avec un nom, écrivez « Nom <adresse> »",
    ),
    (lambda typed: typed.count("@") > 1, "il y a plusieurs arobases (@)"),
    (lambda typed: len(typed) > LONGEST_EMAIL, f"l’adresse dépasse {LONGEST_EMAIL} caractères"),
    (
        lambda typed: "." not in typed.rpartition("@")[2],
        "ce qui suit l’arobase n’est pas un domaine complet (par exemple mairie.fr)",
    ),
    (_is_refused, "l’adresse contient un caractère ou un domaine qui n’est pas possible"),
)
