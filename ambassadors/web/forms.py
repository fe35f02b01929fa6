"""The base of every form: a signed token without a cookie, a key of its own, clean characters."""

import re
import secrets
from collections.abc import Mapping
from datetime import timedelta
from functools import cached_property
from hashlib import sha256
from typing import Any

from flask import abort, current_app, redirect, render_template, request
from flask_login import current_user
from flask_wtf import FlaskForm
from itsdangerous import BadSignature, URLSafeTimedSerializer
from werkzeug.datastructures import CombinedMultiDict, FileStorage, MultiDict
from werkzeug.wrappers import Response
from wtforms import Field, FileField, HiddenField, ValidationError
from wtforms.csrf.core import CSRF
from wtforms.csrf.core import CSRFTokenField as TokenField

from ambassadors.core.db import db
from ambassadors.core.receipts import claim, settle

TOKEN_LIFE = 24 * 3600  # seconds
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffd]")
EXPIRED = "Cette page est restée ouverte trop longtemps. Votre texte est conservé : envoyez-le à nouveau."


def _serializer() -> URLSafeTimedSerializer:
    keys = [*current_app.config["SECRET_KEY_FALLBACKS"], current_app.config["SECRET_KEY"]]
    return URLSafeTimedSerializer(keys, salt=f"form:{current_app.config['TOKEN_SALT']}")


def _bearer() -> str:
    """Bind a token to the session where there is one, and name its account; an anonymous form has none."""
    return f"{current_user.account.id}.{current_user.get_id()}" if current_user.is_authenticated else ""


def signed_account(token: str, max_age: timedelta) -> int | None:
    """Return the account for which a token of ours was made, be its session over; None for any other token."""
    try:
        bearer = str(_serializer().loads(token, max_age=int(max_age.total_seconds())))
    except BadSignature:
        return None
    return int(bearer.partition(".")[0]) if bearer else None


class SignedToken(CSRF):
    """A signed, time-limited token that needs no session, so that no cookie precedes sign-in."""

    def generate_csrf_token(self, csrf_token_field: TokenField) -> str:
        """Return a fresh token."""
        return _serializer().dumps(_bearer())

    def validate_csrf_token(self, form: Any, field: TokenField) -> None:
        """Refuse a token that is absent, forged, too old or another session's."""
        try:
            bearer = _serializer().loads(field.data or "", max_age=TOKEN_LIFE)
        except BadSignature as bad:
            raise ValidationError(EXPIRED) from bad
        if bearer != _bearer():
            raise ValidationError(EXPIRED)


class BaseForm(FlaskForm):
    """A form of the site. Sent twice with the same key and content, it acts once."""

    once = HiddenField(default=lambda: secrets.token_urlsafe(16))

    class Meta(FlaskForm.Meta):
        """Our token in place of the session's."""

        csrf = True
        csrf_class = SignedToken
        csrf_field_name = "csrf_token"
        locales = ("fr_FR", "fr")

        def wrap_formdata(self, form: Any, formdata: Any) -> Any:
            """Take what a form of a page sends: texts, files where files are awaited; never JSON."""
            if formdata is None or isinstance(formdata, MultiDict):
                return formdata
            files = {field.name for field in form if isinstance(field, FileField)}
            if any(field.name in request.files for field in form if field.name not in files):
                abort(400)
            sent = MultiDict(pair for pair in request.files.items(multi=True) if pair[0] in files)
            return CombinedMultiDict([sent, request.form]) if sent else request.form or None

    def validate(self, extra_validators: Mapping[str, Any] | None = None) -> bool:
        """Check every field, and refuse control characters at the field that has them."""
        valid: bool = super().validate(extra_validators)
        for field in self:
            if _has_forbidden(field):
                field.errors = [*field.errors, "Ce champ contient des caractères invisibles interdits."]
                valid = False
        return valid

    @cached_property
    def digest(self) -> str:
        """Return what tells this sending from every other: form, key, content and whose session it began in."""
        digest = sha256(f"{type(self).__name__}|{request.path}|{_bearer()}|".encode())
        for name, values in sorted(request.form.lists()):
            if name != "csrf_token":
                digest.update(f"{name}={values!r};".encode())
        for name, file in sorted(request.files.items(multi=True), key=lambda pair: pair[0]):
            digest.update(f"{name}={file.filename}:".encode() + _content_digest(file))
        return digest.hexdigest()

    @property
    def status(self) -> int:
        """Return the HTTP status of a page that shows this form again."""
        if not self.is_submitted():
            return 200
        return 400 if self.csrf_token.errors else 422

    def earlier_result(self) -> Response | None:
        """Claim this sending, or return a redirect to what the first one did."""
        location = claim(self.digest)
        return redirect(location, 303) if location else None

    def done(self, location: str) -> Response:
        """Write the receipt, commit the act, and lead to its result."""
        settle(self.digest, location)
        db.session.commit()
        return redirect(location, 303)


class ConfirmForm(BaseForm):
    """A form with nothing but its button: sign out, delete, follow a mailed link."""


def _content_digest(file: FileStorage) -> bytes:
    digest = sha256()
    while chunk := file.stream.read(65536):
        digest.update(chunk)
    file.stream.seek(0)
    return digest.digest()


def _has_forbidden(field: Field) -> bool:
    raw = getattr(field, "raw_data", None) or ()
    return any(isinstance(value, str) and _FORBIDDEN.search(value) for value in raw)


def page_with(form: BaseForm, template: str, **context: Any) -> tuple[str, int]:
    """Render a page that shows a form: 200 when asked for, 422 or 400 when sent and refused."""
    db.session.rollback() if form.is_submitted() and form.errors else None
    return render_template(template, form=form, **context), form.status
