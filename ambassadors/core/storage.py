"""Files people send: one store, a local folder here, a bucket elsewhere."""

from functools import lru_cache
from pathlib import Path
from uuid import uuid4

import obstore
from flask import current_app
from obstore.store import LocalStore, ObjectStore, from_url


@lru_cache(maxsize=4)
def _store(location: str) -> ObjectStore:
    if "://" in location:
        return from_url(location)
    Path(location).mkdir(parents=True, exist_ok=True)
    return LocalStore(location)


def store() -> ObjectStore:
    """Return the store of MEDIA_STORE (a folder, or an s3:// address)."""
    return _store(str(current_app.config["MEDIA_STORE"]))


def put(data: bytes, folder: str, extension: str) -> str:
    """Write bytes under a name nobody can guess, whole or not at all, and return its key."""
    key = f"{folder}/{uuid4().hex}.{extension}"
    obstore.put(store(), key, data)
    return key


def put_at(key: str, data: bytes) -> None:
    """Write bytes at a given key: a derivative beside its original."""
    obstore.put(store(), key, data)


def read(key: str) -> bytes:
    """Return the bytes kept under a key; raise FileNotFoundError where there are none."""
    return bytes(obstore.get(store(), key).bytes())


def delete(keys: list[str]) -> None:
    """Remove files; one that is gone already is no error."""
    for key in keys:
        try:
            obstore.delete(store(), key)
        except FileNotFoundError:
            continue


def media_path(key: str) -> str:
    """Return the address of a file: on MEDIA_URL's host where it is set, else on ours."""
    return f"{current_app.config['MEDIA_URL'].rstrip('/')}/{key}"
