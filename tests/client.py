"""A test client that fills forms as a browser does and reads every page with a critical eye."""

from html.parser import HTMLParser
from typing import Any

from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from ambassadors.core.db import db


class FormReader(HTMLParser):
    """Collects the forms of a page with their fields' present values, the titles and the ids."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[dict[str, Any]] = []
        self.h1 = 0
        self.title = ""
        self.ids: list[str] = []
        self._in_title = False
        self._select: dict[str, Any] | None = None
        self._textarea: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what matters of an element."""
        values = {name: value or "" for name, value in attrs}
        if "id" in values:
            self.ids.append(values["id"])
        if tag == "h1":
            self.h1 += 1
        elif tag == "title":
            self._in_title = True
        elif tag == "form":
            self.forms.append(
                {
                    "action": values.get("action", ""),
                    "method": values.get("method", "get").lower(),
                    "fields": [],
                }
            )
        elif self.forms:
            self._field(tag, values, dict(attrs))

    def _field(self, tag: str, values: dict[str, str], present: dict[str, str | None]) -> None:
        fields = self.forms[-1]["fields"]
        if tag == "input" and "name" in values:
            kind = values.get("type", "text")
            unchecked = kind in ("checkbox", "radio") and "checked" not in present
            if not unchecked and kind not in ("file", "submit", "button"):
                fields.append((values["name"], values.get("value", "")))
        elif tag == "select":
            self._select = {"name": values.get("name", ""), "value": None}
        elif tag == "option" and self._select is not None:
            if self._select["value"] is None or "selected" in present:
                self._select["value"] = values.get("value", "")
        elif tag == "textarea":
            self._textarea = values.get("name", "")
            fields.append((self._textarea, ""))

    def handle_endtag(self, tag: str) -> None:
        """Close what was open."""
        if tag == "title":
            self._in_title = False
        elif tag == "select" and self._select is not None:
            self.forms[-1]["fields"].append((self._select["name"], self._select["value"] or ""))
            self._select = None
        elif tag == "textarea":
            self._textarea = None

    def handle_data(self, data: str) -> None:
        """Collect the title and the texts of text areas."""
        if self._in_title:
            self.title += data
        if self._textarea is not None:
            name, value = self.forms[-1]["fields"][-1]
            self.forms[-1]["fields"][-1] = (name, value + data)


def read(response: TestResponse) -> FormReader:
    """Read a page."""
    reader = FormReader()
    reader.feed(response.text)
    return reader


class PageClient(FlaskClient):
    """A browser: `submit` gets a page, fills its form and posts it with its hidden fields."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Open an address; a page must have one h1, a title and no id twice."""
        # A request has a session and a `g` of its own, as in life: what the test made must be committed.
        db.session.commit()
        with self.application.app_context():
            response = super().open(*args, **kwargs)
        if response.mimetype == "text/html" and response.text.lstrip().lower().startswith("<!doctype"):
            page = read(response)
            assert page.h1 == 1, f"{page.h1} h1 on {response.request.path}"
            assert page.title.strip(), f"no title on {response.request.path}"
            doubled = {name for name in page.ids if page.ids.count(name) > 1}
            assert not doubled, f"ids twice on {response.request.path}: {doubled}"
        return response

    def filled(
        self, page: str, values: dict[str, Any], form: int | str = -1
    ) -> tuple[str, MultiDict[str, Any]]:
        """Get a page and fill one of its POST forms (by index or by action): where it goes, and what it sends.

        A list value repeats its field; None removes it; (stream, name) sends a file.
        """
        shown = self.get(page)
        assert shown.status_code == 200, f"{page}: {shown.status_code}"
        posts = [one for one in read(shown).forms if one["method"] == "post"]
        chosen = (
            next(one for one in posts if one["action"].endswith(form))
            if isinstance(form, str)
            else posts[form]
        )
        data: MultiDict[str, Any] = MultiDict([pair for pair in chosen["fields"] if pair[0] not in values])
        for name, value in values.items():
            for each in value if isinstance(value, list) else [value]:
                if each is not None:
                    data.add(name, each)
        return chosen["action"] or page, data

    def submit(self, page: str, values: dict[str, Any], *, form: int | str = -1, **more: Any) -> TestResponse:
        """Get a page, change some values of one of its POST forms, post it."""
        action, data = self.filled(page, values, form)
        return self.post(action, data=data, **more)
