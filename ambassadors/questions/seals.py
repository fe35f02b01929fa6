"""Small values that travel through a page and come back as they left: signed, dated, for one use each."""

from typing import Any

from flask import current_app
from itsdangerous import BadSignature, URLSafeTimedSerializer


def seal(use: str, value: Any) -> str:
    """Sign a value for one use."""
    return _serializer(use).dumps(value)


def unseal(use: str, text: str | None, longest: int) -> Any | None:
    """Return the value of a seal made for this use at most `longest` seconds ago; None for anything else."""
    try:
        return _serializer(use).loads(text or "", max_age=longest)
    except BadSignature:
        return None


def _serializer(use: str) -> URLSafeTimedSerializer:
    keys = [*current_app.config["SECRET_KEY_FALLBACKS"], current_app.config["SECRET_KEY"]]
    return URLSafeTimedSerializer(keys, salt=f"question:{use}:{current_app.config['TOKEN_SALT']}")
