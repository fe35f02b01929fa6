"""What a crawler sees of a page: links, forms, and the kinds of elements it is made of."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser

TYPED = frozenset({"text", "email", "password", "search", "url", "tel", "number", "date", "textarea"})


@dataclass
class Form:
    """A form: where it goes, and (type, name, value) of each field."""

    action: str
    method: str
    fields: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def is_written(self) -> bool:
        """Tell whether one types something in it."""
        return any(kind in TYPED for kind, _, _ in self.fields)

    def filled(self, **by_type: str) -> list[tuple[str, str]]:
        """Return its fields as sent, with what is typed in each type of field (nothing unless told)."""
        return [
            (name, by_type.get(kind, "") if kind in TYPED else value)
            for kind, name, value in self.fields
            if kind not in ("checkbox", "radio", "file", "submit", "button")
        ]


class Reading(HTMLParser):
    """Reads a page once."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.forms: list[Form] = []
        self.main: set[str] = set()
        self.around: set[str] = set()
        self._in_main = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        values = {name: value or "" for name, value in attrs}
        self._in_main = self._in_main or tag == "main"
        (self.main if self._in_main else self.around).add(element(tag, values))
        if tag == "a" and "href" in values:
            self.links.append(values["href"])
        elif tag == "form":
            self.forms.append(Form(values.get("action", ""), values.get("method", "get").lower()))
        elif self.forms and tag in ("input", "textarea", "select", "button") and values.get("name"):
            kind = values.get("type", "text") if tag == "input" else tag
            self.forms[-1].fields.append((kind, values["name"], values.get("value", "")))

    def handle_endtag(self, tag: str) -> None:
        """Leave the main part."""
        if tag == "main":
            self._in_main = False


def element(tag: str, values: dict[str, str]) -> str:
    """Name the kind of an element: two pages made of the same kinds need one look."""
    aria = " ".join(sorted(name for name in values if name.startswith("aria-") or name == "hidden"))
    return f"{tag}.{values.get('class', '')}[{values.get('type', '')}|{values.get('role', '')}|{aria}]"


@dataclass(frozen=True, eq=False)
class Page:
    """A page as it was served to somebody; `sent` where it is the answer to a form."""

    role: str
    address: str
    kind: str
    status: int
    headers: dict[str, str]
    html: str
    sent: bool = False

    @cached_property
    def reading(self) -> Reading:
        """Return what is on it."""
        return Reading(self.html)

    @property
    def shown(self) -> str:
        """Name it in a message."""
        return f"{self.kind} ({self.status}) {self.address} as {self.role}"


def gathered(problems: Iterable[tuple[str, str]]) -> list[str]:
    """Say each problem once, with the first page that has it and how many others do."""
    where: dict[str, list[str]] = {}
    for problem, place in problems:
        where.setdefault(problem, []).append(place)
    return [f"{problem}\n    {places[0]}, and {len(places) - 1} more" for problem, places in where.items()]
