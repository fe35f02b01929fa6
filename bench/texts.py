"""Texts made of the demonstration's own sentences, so that words and stems are those people use."""

import re
from random import Random
from typing import Any

from ambassadors.demo.reading import rows_by_territory

_END = re.compile(r"(?<=[.!?…])\s+")

# A word that stands in a few answers only: what a rare search finds.
RARE = "ornithologue"
RARE_EVERY = 10_000
RARE_SENTENCE = "Le club d’ornithologues sort le dimanche matin, jumelles fournies."


def _sentences(text: str) -> list[str]:
    return [one.strip() for one in _END.split(text.replace("\n", " ")) if len(one.strip()) > 15]


class Texts:
    """Draws titles, texts and portraits, always the same ones for the same seed."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.questions = [row for _, row in rows_by_territory("questions")]
        self.portraits = [row for _, row in rows_by_territory("testimonials")]
        answers = [answer["text"] for row in self.questions for answer in row.get("answers", [])]
        told = [text for row in self.portraits for text in row["parts"].values()]
        self.asked = [one for row in self.questions for one in _sentences(row["text"])]
        self.said = [one for text in answers + told for one in _sentences(text)]
        wondered = [one for one in self.asked if one.endswith("?") and 20 <= len(one) <= 110]
        self.titles = [row["title"] for row in self.questions] + wondered
        self.drawn = 0

    def question(self, theme: str) -> dict[str, Any]:
        """Draw a question on a theme."""
        title = self.rng.choice(self.titles)
        if self.rng.random() < 0.5:  # people often say first what for
            title = f"{self.rng.choice(self.asked)[:60].rsplit(' ', 1)[0]} : {title[0].lower()}{title[1:]}"
        text = " ".join(self.rng.sample(self.asked, self.rng.randint(1, 4)))
        return {"title": title[:140], "text": text, "theme": theme}

    def answer(self) -> str:
        """Draw an answer of one to three paragraphs."""
        self.drawn += 1
        paragraphs = [
            " ".join(self.rng.sample(self.said, self.rng.randint(1, 3)))
            for _ in range(self.rng.randint(1, 3))
        ]
        if self.drawn % RARE_EVERY == 1:
            paragraphs.append(RARE_SENTENCE)
        return "\n\n".join(paragraphs)

    def portrait(self) -> dict[str, Any]:
        """Draw a portrait: each part is somebody's own, the whole is nobody's."""
        parts = {
            slug: self.rng.choice(self.portraits)["parts"].get(slug, "").strip() or self.answer()
            for slug in self.rng.choice(self.portraits)["parts"]
        }
        first, second = self.rng.sample(self.portraits, 2)
        names = ("household", "occupation_before", "occupation_after", "disclosure")
        return {name: second.get(name, "") for name in names} | {
            "title": first["title"],
            "lead": self.rng.choice(self.portraits)["lead"].strip(),
            "move_year": self.rng.randint(2012, 2025),
            "parts": parts,
        }
