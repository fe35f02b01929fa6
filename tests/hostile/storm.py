"""Hostile requests, made from what was found, in an order that is the same at each run."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, quote, quote_plus, urlsplit

from . import values
from .forms import Field
from .visiting import NONE, URLENCODED
from .wandering import Found, Walk

PARAMETERS = (
    "page", "suite", "jour", "q", "theme", "public", "etat", "type", "niveau", "region", "origine", "lieu", "next",
    "motif", "decision", "territoire", "nature", "sans-les-miennes", "number", "retour",
)  # fmt: skip  # one line reads better than twenty
BOUNDARY = "hostile"
MULTIPART = f"multipart/form-data; boundary={BOUNDARY}"


@dataclass(frozen=True)
class Attack:
    """A request to send, and why."""

    what: str
    persona: str
    method: str
    address: str
    body: bytes | None = None
    kind: str = URLENCODED
    headers: Mapping[str, str] = field(default_factory=dict)
    kept: tuple[tuple[str, str], ...] = ()


def urlencoded(pairs: Iterable[tuple[str, bytes | str]]) -> bytes:
    """Return a body; bytes stand as they are."""
    return b"&".join(
        quote_plus(name.encode()).encode()
        + b"="
        + (value if isinstance(value, bytes) else quote_plus(value.encode()).encode())
        for name, value in pairs
    )


def multipart(pairs: Iterable[tuple[str, str]], files: Iterable[tuple[str, str, bytes]]) -> bytes:
    """Return a body in parts."""
    out = b""
    for name, value in pairs:
        out += _part(f'name="{name}"', value.encode())
    for name, filename, content in files:
        out += _part(f'name="{name}"; filename="{filename}"', content)
    return out + f"--{BOUNDARY}--\r\n".encode()


def _part(said: str, content: bytes) -> bytes:
    return f"--{BOUNDARY}\r\nContent-Disposition: form-data; {said}\r\n\r\n".encode() + content + b"\r\n"


def on_fields(found: Found) -> Iterator[Attack]:
    """Put each hostile value in each field, the others filled as a person would."""
    filled = found.form.filled()
    for one in {one.name: one for one in found.form.fields}.values():
        others: list[tuple[str, bytes | str]] = [pair for pair in filled if pair[0] != one.name]
        for what, value in values.ENCODED:
            # A body that is no text at all is not read: no browser sends one.
            unread = one.name == "csrf_token" or what == "bare bytes"
            typed = () if unread else tuple(found.form.typed())
            kept = tuple(pair for pair in typed if pair[0] != one.name)
            body = urlencoded([*others, (one.name, value)])
            yield _posted(found, f"{one.name}: {what}", body, kept=kept)
        yield _posted(found, f"{one.name}: absent", urlencoded(others))
        yield _posted(found, f"{one.name}: twice", urlencoded([*filled, (one.name, "autre")]))
        many = [(one.name, f"x{number}") for number in range(400)]
        yield _posted(found, f"{one.name}: many times", urlencoded([*others, *many]))
        yield _posted(found, f"{one.name}[]", urlencoded([*others, (f"{one.name}[]", "x")]))
        yield from _as_file(found, one, [pair for pair in filled if pair[0] != one.name])


def _as_file(found: Found, one: Field, others: list[tuple[str, str]]) -> Iterator[Attack]:
    """Send a file, good or bad, where this field is awaited."""
    contents = {
        "text": b"hello",
        "nothing": b"",
        "svg": b"<svg xmlns='http://www.w3.org/2000/svg' onload='hostile'/>",
        "script": values.SCRIPT.encode(),
        "half a png": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
        "half a jpeg": b"\xff\xd8\xff\xe0\x00\x10JFIF",
        "gif": b"GIF89a\xff\xff\xff\xff\x00\x00\x00;",
        "webp": b"RIFF\xff\xff\xff\xffWEBPVP8X",
        "avif": b"\x00\x00\x00\x1cftypavif\x00\x00\x00\x00avifmif1",
    }
    names = ("a.jpg", "../../../x.jpg", "<script>alert(1)</script>.png", "a\u0000.jpg", "e" * 3_000, "")
    for what, content in contents.items():
        body = multipart(others, [(one.name, "a.jpg", content)])
        yield _posted(found, f"{one.name}: file ({what})", body, MULTIPART)
    for name in names:
        body = multipart(others, [(one.name, name, b"hello")] * (3 if name == "a.jpg" else 1))
        yield _posted(found, f"{one.name}: file called {name[:20]!r}", body, MULTIPART)


def on_form(found: Found, stolen: str) -> Iterator[Attack]:
    """Send the form whole, by every wrong way; `stolen` is the token of another session."""
    filled = found.form.filled()
    body = urlencoded(filled)
    yield _posted(found, "as awaited", body)
    for one in found.form.fields:
        if one.kind in ("button", "radio", "checkbox", "select", "textarea"):
            for choice in one.choices:
                pressed = [pair for pair in filled if pair[0] != one.name] + [(one.name, choice)]
                yield _posted(found, f"{one.name}={choice}", urlencoded(pressed))
    kept = tuple(found.form.typed())
    for what, token in (("no token", None), ("forged", "IiI.aaaaaa.bbbbbb"), ("stolen", stolen)):
        others = [pair for pair in filled if pair[0] != "csrf_token"]
        pairs = others + ([("csrf_token", token)] if token is not None else [])
        yield _posted(found, f"token: {what}", urlencoded(pairs), kept=kept)
    for method in values.METHODS:
        yield Attack(f"by {method}", found.persona, method, found.action, body)
    for what, (kind, content) in values.BODIES.items():
        yield _posted(found, f"body: {what}", content, kind)
    for what, headers in values.HEADERS.items():
        yield _posted(found, f"header: {what}", body, headers=headers)
    for name in ("Origin", "Sec-Fetch-Site"):
        headers = {name: "https://evil.example" if name == "Origin" else "cross-site"}
        yield _posted(found, f"from another site ({name})", body, headers=headers)


def on_page(persona: str, page: str) -> Iterator[Attack]:
    """Ask for a page with hostile parameters and headers."""
    path, query = urlsplit(page).path, dict(parse_qsl(urlsplit(page).query, keep_blank_values=True))
    for name in dict.fromkeys((*query, *PARAMETERS)):
        for what, value in values.ENCODED:
            asked = urlencoded([(name, value)]).decode("latin-1")
            if len(asked) < 30_000:
                yield Attack(f"?{name}: {what}", persona, "GET", f"{path}?{asked}")
    for what, headers in values.HEADERS.items():
        yield Attack(f"header: {what}", persona, "GET", page, headers=headers)
    for method in values.METHODS:
        yield Attack(f"by {method}", persona, method, page)


def on_address(persona: str, page: str) -> Iterator[Attack]:
    """Put hostile values in place of each part of an address."""
    parts = urlsplit(page).path.split("/")
    for place in range(1, len(parts)):
        for what, text in values.TEXTS.items():
            if len(text) < 9_000:
                changed = [*parts[:place], quote(text.encode(), safe=""), *parts[place + 1 :]]
                yield Attack(f"part {place}: {what}", persona, "GET", "/".join(changed))
        for what, raw in values.BYTES.items():
            changed = [*parts[:place], quote(raw, safe="%"), *parts[place + 1 :]]
            yield Attack(f"part {place}: {what}", persona, "GET", "/".join(changed))


def _posted(
    found: Found,
    what: str,
    body: bytes,
    kind: str = URLENCODED,
    headers: Mapping[str, str] = NONE,
    kept: tuple[tuple[str, str], ...] = (),
) -> Attack:
    method = found.form.method.upper()
    address = found.action
    if method == "GET":
        address, body = f"{urlsplit(address).path}?{body.decode('latin-1')}"[:30_000], b""
    return Attack(
        f"{found.persona} on {found.page}, {what}",
        found.persona,
        method,
        address,
        body or None,
        kind,
        headers,
        kept if method == "POST" else (),
    )


def on_forms(reached: Walk, stolen: str) -> Iterator[Attack]:
    """Go through every attack on a form: each form once for each persona who reaches it."""
    forms = {(found.persona, *found.mark): found for found in reached.forms}
    for found in forms.values():
        yield from on_form(found, stolen)
        yield from on_fields(found)


def on_pages(reached: Walk) -> Iterator[Attack]:
    """Go through every attack on an address: each once for all, as who may do most there."""
    pages = {page: persona for persona, page in reached.pages}
    for page, persona in pages.items():
        yield from on_page(persona, page)
        yield from on_address(persona, page)
