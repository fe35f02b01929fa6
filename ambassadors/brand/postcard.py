"""What the picture of a shared page says, and where it is kept: the same words and colours make the same picture."""

from dataclasses import asdict, dataclass
from hashlib import sha256
from json import dumps

from ambassadors.core.palette import PLATFORM
from ambassadors.core.typography import french
from ambassadors.dossier.edition import Edition
from ambassadors.questions.models import Question
from ambassadors.territories.fonts import HOUSE
from ambassadors.territories.frames import scene_of
from ambassadors.territories.grid import THEMES
from ambassadors.territories.models import Territory
from ambassadors.testimonials.models import Testimonial

WIDTH, HEIGHT = 1200, 630
DESIGN = 2  # to be counted up when the drawing changes: pictures already made are then left aside
ADDRESS = "/vignettes"

# The pages of a territory that are lists, by the last word of their address.
LISTS = {
    "temoignages": "Témoignages",
    "questions": "Questions",
    "ambassadeurs": "Ambassadeurs et ambassadrices",
    "contacts": "Contacts",
    "charte": "La charte des ambassadeurs et ambassadrices",
}


@dataclass(frozen=True)
class Postcard:
    """The words of a picture, and the brand it wears."""

    page: str
    kicker: str
    title: str
    name: str  # of the territory
    colour: str
    seed: str
    scene: str | None = None
    fonts: str = HOUSE  # of the title
    logo: str | None = None  # keys of what the territory sent
    cover: str | None = None

    @property
    def digest(self) -> str:
        """Return what stands for all that is drawn."""
        told = asdict(self) | {"page": "", "design": DESIGN}
        return sha256(dumps(told, sort_keys=True).encode()).hexdigest()[:24]

    @property
    def key(self) -> str:
        """Return where the picture is kept once it was drawn."""
        return f"postcards/{self.digest}.jpg"

    @property
    def path(self) -> str:
        """Return its address, another one when what it says has changed."""
        return f"{ADDRESS}/{self.page}.jpg?v={self.digest[:12]}"


def of_platform() -> Postcard:
    """Return the card of pages that are no territory's."""
    words = "Des habitants racontent leur territoire et répondent à vos questions"
    return Postcard("accueil", "", words, "Témoignages et réponses", PLATFORM, "ambassadeurs")


def of_territory(territory: Territory) -> Postcard:
    """Return the card of a territory: its name alone, or its tagline under its name."""
    if not territory.tagline:
        return _of(territory, f"territoires/{territory.slug}", "", f"Vivre {territory.at_name}")
    return _of(territory, f"territoires/{territory.slug}", "", territory.tagline)


def of_dossier(territory: Territory) -> Postcard:
    """Return the card of a dossier."""
    page = f"territoires/{territory.slug}/dossier"
    return _of(
        territory, page, "Le dossier", f"Vivre {territory.at_name} : ce qu’il faut savoir avant de partir"
    )


def of_theme(territory: Territory, theme: str) -> Postcard:
    """Return the card of a theme of a dossier."""
    return _of(territory, f"territoires/{territory.slug}/dossier/{theme}", "Le dossier", THEMES[theme])


def of_edition(territory: Territory, edition: Edition) -> Postcard:
    """Return the card of an edition: its title in that territory."""
    page = f"territoires/{territory.slug}/editions/{edition.slug}"
    return _of(territory, page, "Le dossier", f"{edition.label} {territory.at_name}")


def of_list(territory: Territory, name: str) -> Postcard:
    """Return the card of a territory's list, or of another page of it that has nothing but its title."""
    return _of(territory, f"territoires/{territory.slug}/{name}", "", LISTS[name])


def of_person(number: int, name: str, role: str, place: str, colour: str) -> Postcard:
    """Return the card of a profile, in the colours of the territory that the person speaks for."""
    return Postcard(f"ambassadeurs/{number}", role, name, place, colour, f"personne-{number}")


def of_question(question: Question) -> Postcard:
    """Return the card of a question."""
    seed = f"question-{question.id}"
    return _of(question.territory, f"questions/{question.id}", "Question", question.title, seed)


def of_testimonial(item: Testimonial) -> Postcard:
    """Return the card of a testimonial, in the landscape that its own card shows."""
    seed = f"{item.id}-{item.slug}"
    return _of(item.territory, f"temoignages/{item.id}", "Témoignage", item.title or item.heading, seed)


def _of(territory: Territory, page: str, kicker: str, title: str, seed: str = "") -> Postcard:
    scene = scene_of(territory.slug, territory.frames)
    return Postcard(
        page,
        kicker,
        french(title),
        territory.name,
        territory.colour,
        seed or territory.slug,
        scene,
        territory.fonts or HOUSE,
        territory.logo_key,
        territory.cover_key,
    )
