"""Passwords: argon2id with the parameters of RFC 9106, and what makes one too weak to keep."""

import lzma
from functools import cache
from pathlib import Path
from unicodedata import normalize

from argon2 import PasswordHasher, Type
from argon2.exceptions import InvalidHashError, VerificationError
from flask import current_app

SHORTEST, LONGEST = 12, 128
FEWEST_DIFFERENT = 4
COMMON = Path(__file__).parent / "data" / "common-passwords.txt.xz"

# RFC 9106, second recommended option (low memory). The first one takes 2 GiB a sign-in: never on a web worker.
# Passes, memory in KiB, lanes.
PROFILE = (3, 65536, 4)
TEST_PROFILE = (1, 8, 1)


@cache
def _hasher(environment: str) -> PasswordHasher:
    passes, memory, lanes = TEST_PROFILE if environment == "test" else PROFILE
    return PasswordHasher(passes, memory, lanes, hash_len=32, salt_len=16, type=Type.ID)


def _present() -> PasswordHasher:
    return _hasher(current_app.config["APP_ENV"])


@cache
def _nobodys(environment: str) -> str:
    """Return a hash that no password has, made once: who is unknown is verified against it."""
    return _hasher(environment).hash("no account has this")


def hash_password(password: str) -> str:
    """Return what is kept of a password."""
    return _present().hash(_canonical(password))


def verify_password(kept: str | None, password: str) -> bool:
    """Tell whether a password is the one kept; takes as long where there is none."""
    expected = kept or _nobodys(current_app.config["APP_ENV"])
    try:
        _present().verify(expected, _canonical(password))
    except (VerificationError, InvalidHashError):
        return False
    return kept is not None


def is_outdated(kept: str) -> bool:
    """Tell whether a hash was made with other parameters than today's."""
    return _present().check_needs_rehash(kept)


def password_problem(password: str) -> str | None:
    """Return why a new password is refused, in words that say what to do; None where it is good."""
    length = len(_canonical(password))
    if length < SHORTEST:
        return f"Choisissez au moins {SHORTEST} caractères : une phrase de quatre mots convient très bien."
    if length > LONGEST:
        return f"Choisissez au plus {LONGEST} caractères."
    if is_common(password):
        return "Ce mot de passe figure parmi les plus utilisés au monde : choisissez-en un qui soit à vous."
    return None


def is_common(password: str) -> bool:
    """Tell whether a password is in the list, or hardly more than one key pressed again and again.

    The list is read each time: it is rarely needed, and would weigh on every worker.
    """
    word = _canonical(password).lower()
    if len(set(word)) < FEWEST_DIFFERENT:
        return True
    with lzma.open(COMMON) as file:
        return "\n" not in word and f"\n{word}\n".encode() in file.read()


def _canonical(password: str) -> str:
    """Return the same characters however the keyboard composed them."""
    return normalize("NFKC", password)
