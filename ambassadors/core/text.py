"""Markdown as people type it, made into HTML that can be trusted."""

import re
from collections.abc import Sequence
from html import unescape

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

from .typography import french

_TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "blockquote", "h3", "h4", "a", "hr"}
_ATTRIBUTES = {"a": {"href"}}
_INLINE = re.compile(r"</?(?:a|em|strong)\b[^>]*>")
_TAG = re.compile(r"<[^>]+>")
_SPACES = re.compile(r"\s+")


def _demote_titles(tokens: Sequence[Token]) -> None:
    """Start a contributor's titles at h3: the page owns h1 and h2."""
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = "h3" if token.tag in ("h1", "h2", "h3") else "h4"


def _typeset(tokens: Sequence[Token]) -> None:
    for token in tokens:
        for child in token.children or ():
            if child.type == "text":
                child.content = french(child.content)


_markdown = MarkdownIt("commonmark", {"html": False, "breaks": True}).disable("image")


def to_html(markdown: str) -> str:
    """Return safe HTML for a contributor's Markdown: no image, no raw HTML, outside links marked as such."""
    tokens = _markdown.parse(markdown)
    _demote_titles(tokens)
    _typeset(tokens)
    rendered = _markdown.renderer.render(tokens, _markdown.options, {})
    return nh3.clean(
        rendered,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https", "mailto"},
        link_rel="nofollow ugc noopener noreferrer",
    )


def to_plain(html: str) -> str:
    """Return the words of a piece of safe HTML, on one line."""
    return _SPACES.sub(" ", unescape(_TAG.sub(" ", _INLINE.sub("", html)))).strip()


def excerpt(html: str, longest: int = 220) -> str:
    """Return the beginning of a safe HTML text as plain words, cut between words."""
    plain = to_plain(html)
    if len(plain) <= longest:
        return plain
    return plain[:longest].rsplit(" ", 1)[0].rstrip(",;:. ") + "…"
