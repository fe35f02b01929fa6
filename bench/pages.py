"""The pages that are measured, one line each."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote_plus

from flask import Flask
from sqlalchemy import Select, func, select
from werkzeug.exceptions import HTTPException

from ambassadors.core.db import db
from ambassadors.core.pages import Cursor
from ambassadors.moderation.models import Submission, SubmissionStats
from ambassadors.questions.models import Question
from ambassadors.territories.models import Territory
from ambassadors.testimonials.models import Testimonial

from .dossiers import EDITION
from .lands import BUSY_SLUG
from .people import SESSION_ID
from .texts import RARE

FREQUENT, TWO_WORDS = "maison", "maison jardin"


@dataclass(frozen=True)
class Page:
    """A page: its name, how its address is found, whether a moderator reads it."""

    name: str
    address: Callable[["Site"], str]
    signed_in: bool = False


class Site:
    """What addresses are made of, read from a generated database in the application's context."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.busy = db.session.scalars(select(Territory).where(Territory.slug == BUSY_SLUG)).one()
        self.questions = f"{self.busy.path}/questions"
        self.testimonials = f"{self.busy.path}/temoignages"
        self.queue = f"{self.busy.desk_path}/moderation"

    def testimonial(self) -> str:
        """Return the newest testimonial of the busy territory."""
        newest = select(Testimonial).where(
            Testimonial.territory_id == self.busy.id, Testimonial.status == "published"
        )
        return db.session.scalars(newest.order_by(Testimonial.published_at.desc()).limit(1)).one().path

    def _question(self) -> Select[Question]:
        stats = SubmissionStats
        return (
            select(Question)
            .join(stats, stats.submission_id == Question.id)
            .where(Question.territory_id == self.busy.id, Question.closed_reason.is_(None))
        )

    def _newest(self) -> Question:
        five = self._question().where(SubmissionStats.answers == 5).order_by(Question.id.desc())
        return db.session.scalars(five.limit(1)).one()

    def question(self) -> str:
        """Return a question with five answers."""
        return self._newest().path

    def similar(self) -> str:
        """Return what is asked while somebody types the title of a question that was asked already."""
        return f"/questions/similaires?q={quote_plus(self._newest().title)}"

    def famous(self) -> str:
        """Return the question with most answers: its page shows fifty of them."""
        return (
            db.session.scalars(self._question().order_by(SubmissionStats.answers.desc()).limit(1)).one().path
        )

    def far(self, pages: int, size: int = 20) -> str:
        """Return the address of a page far down the list of questions, or of the last full one."""
        listed = (
            Submission.territory_id == self.busy.id,
            Submission.kind == "question",
            Submission.status == "published",
        )
        total = db.session.scalar(select(func.count()).select_from(Submission).where(*listed)) or 0
        skipped = min((pages - 1) * size, total - 2 * size) - 1
        newest = select(Submission.published_at, Submission.id).where(*listed)
        row = db.session.execute(
            newest.order_by(Submission.published_at.desc(), Submission.id.desc()).offset(skipped).limit(1)
        ).one()
        return f"{self.questions}?page={Cursor(row.published_at, row.id).encode()}"

    def pending(self, kind: str) -> str:
        """Return the desk's page of the oldest pending contribution of a kind."""
        oldest = select(func.min(Submission.id)).where(
            Submission.territory_id == self.busy.id, Submission.kind == kind, Submission.review == "pending"
        )
        return f"{self.queue}/{db.session.scalar(oldest)}"

    def asset(self, path: str) -> str:
        """Return the address of a static file."""
        return str(self.app.jinja_env.globals["asset"](path))  # type: ignore[operator]  # a function we put there

    def has(self, address: str) -> bool:
        """Tell whether the site has such a page, static files apart."""
        try:
            self.app.url_map.bind("").match(address.partition("?")[0])
        except HTTPException:
            return False
        return True

    def cookie(self) -> str:
        """Return the cookie of the busy territory's moderator, as the site itself would sign it."""
        signer = self.app.session_interface.get_signing_serializer(self.app)  # type: ignore[attr-defined]  # Flask's own
        content = {"_user_id": SESSION_ID, "_permanent": True, "seen": int(time.time())}
        return f"{self.app.config['SESSION_COOKIE_NAME']}={signer.dumps(content)}"


def _search(words: str) -> Callable[[Site], str]:
    return lambda site: f"/recherche?q={quote_plus(words)}"


PAGES = (
    Page("accueil", lambda site: "/"),
    Page("territoires", lambda site: "/territoires"),
    Page("territoires, un niveau", lambda site: "/territoires?niveau=departement"),
    Page("territoires, deux envies", lambda site: "/territoires?cadre=mer&paris=3"),
    Page("territoires, sur la carte", lambda site: "/territoires?vue=carte"),
    Page("la carte", lambda site: "/carte"),
    Page("un lieu", lambda site: "/territoires/lieu?q=Ussel+(Corr%C3%A8ze,+19200)"),
    Page("un territoire", lambda site: site.busy.path),
    Page("un territoire, un public", lambda site: f"{site.busy.path}?public=familles"),
    Page("son dossier", lambda site: f"{site.busy.path}/dossier"),
    Page("son dossier, un thème", lambda site: f"{site.busy.path}/dossier/logement"),
    Page("son dossier, une édition", lambda site: f"{site.busy.path}/editions/{EDITION}"),
    Page("ses contacts", lambda site: f"{site.busy.path}/contacts"),
    Page("ses ambassadeurs", lambda site: f"{site.busy.path}/ambassadeurs"),
    Page("ses témoignages", lambda site: site.testimonials),
    Page("ses témoignages, un public", lambda site: f"{site.testimonials}?public=familles"),
    Page("ses témoignages, un thème", lambda site: f"{site.testimonials}?theme=logement"),
    Page("un témoignage", Site.testimonial),
    Page("ses questions", lambda site: site.questions),
    Page("ses questions, page 100", lambda site: site.far(100)),
    Page("ses questions, un thème", lambda site: f"{site.questions}?theme=logement"),
    Page("ses questions, thème et public", lambda site: f"{site.questions}?theme=logement&public=familles"),
    Page("une question, 5 réponses", Site.question),
    Page("une question, 50 réponses", Site.famous),
    Page("questions semblables", Site.similar),
    Page("recherche, mot rare", _search(RARE)),
    Page("recherche, mot fréquent", _search(FREQUENT)),
    Page("recherche, deux mots", _search(TWO_WORDS)),
    Page("ses témoignages, flux Atom", lambda site: f"{site.testimonials}.atom"),
    Page("plan du site, contributions", lambda site: "/sitemap-contributions-1.xml"),
    Page("bureau", lambda site: site.busy.desk_path, signed_in=True),
    Page("file de modération", lambda site: site.queue, signed_in=True),
    Page("une réponse de la file", lambda site: site.pending("answer"), signed_in=True),
    Page("un témoignage de la file", lambda site: site.pending("testimonial"), signed_in=True),
    Page("une modification de la file", lambda site: site.pending("edit"), signed_in=True),
    Page("décisions rendues", lambda site: f"{site.queue}/traites", signed_in=True),
    Page("feuille de style", lambda site: site.asset("css/base.css")),
)
