"""Passwords: how they are kept, and which are refused."""

import lzma

import pytest
from argon2 import extract_parameters
from flask import Flask

from ambassadors.accounts.passwords import (
    COMMON,
    hash_password,
    is_common,
    is_outdated,
    password_problem,
    verify_password,
)


def test_production_hashes_with_the_low_memory_profile_of_the_rfc(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    cheap = hash_password("quatre petits mots verts")
    monkeypatch.setitem(app.config, "APP_ENV", "production")
    kept = hash_password("quatre petits mots verts")
    parameters = extract_parameters(kept)
    assert kept.startswith("$argon2id$")
    assert (parameters.time_cost, parameters.memory_cost, parameters.parallelism) == (3, 65536, 4)
    assert verify_password(kept, "quatre petits mots verts") and not is_outdated(kept) and is_outdated(cheap)


def test_an_account_without_password_is_never_opened_by_one(app: Flask) -> None:
    assert not verify_password(None, "no account has this")
    assert not verify_password("not a hash", "quatre petits mots verts")


def test_the_same_password_typed_on_another_keyboard(app: Flask) -> None:
    assert verify_password(hash_password("été comme hiver"), "e\u0301te\u0301 comme hiver")


def test_the_list_of_common_passwords() -> None:
    with lzma.open(COMMON, "rt", encoding="utf-8") as file:
        words = file.read().split()
    assert len(words) == 43_940 and min(map(len, words)) == 12 and words == sorted(words)


@pytest.mark.parametrize(
    ("password", "words"),
    [
        ("onze signes", "au moins 12"),
        ("x" * 129, "au plus 128"),
        ("1Q2w3E4r5T6y", "plus utilisés"),
        ("aaaaaaaaaaaaaaaa", "plus utilisés"),
        ("unbelievable", "plus utilisés"),
    ],
)
def test_what_is_refused(password: str, words: str) -> None:
    assert words in (password_problem(password) or "")


@pytest.mark.parametrize(
    "password", ["quatre petits mots verts", "Ün mot de pässe…", "x y z" * 25, "ab\ncd\nef\ngh\nij"]
)
def test_what_is_welcome(password: str) -> None:
    assert password_problem(password) is None and not is_common(password)
