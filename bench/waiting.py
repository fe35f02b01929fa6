"""What waits in the queues: every kind that a team meets, each with its revision and its line in the log."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import chain, cycle

from ambassadors.core.db import Model
from ambassadors.moderation.edit import Edit
from ambassadors.moderation.models import Decision, Submission, SubmissionRevision
from ambassadors.network.models import Application
from ambassadors.questions.models import Answer, Question
from ambassadors.territories.grid import THEMES
from ambassadors.territories.models import Territory
from ambassadors.testimonials.models import Testimonial

from .contributions import Published, Writer
from .dates import END, SPAN, instants
from .sizes import Size

# What comes in, again and again.
KINDS = (
    "answer", "question", "answer", "testimonial", "answer", "question", "edit", "answer", "question", "application",
)  # fmt: skip  # one line reads better than ten
# What the regular sent first: so the first page of the busy queue, and what an author's other contributions
# show, hold every kind at every size, and cost as many statements.
FIRST = (
    "answer", "question", "testimonial", "edit", "answer", "question", "testimonial", "application", "edit",
)  # fmt: skip  # as above
KIND_OF: dict[type[Submission], str] = {Testimonial: "testimonial", Question: "question", Answer: "answer"}


class Waiting:
    """Draws what awaits review."""

    def __init__(self, writer: Writer, published: Published) -> None:
        self.writer = writer
        self.edited = cycle(("answer", "testimonial", "question"))
        self.of_place: dict[tuple[int, str], list[Submission]] = defaultdict(list)
        for item in published.all:
            self.of_place[item.territory_id, KIND_OF[type(item)]].append(item)

    def make(self, size: Size) -> Iterator[Submission]:
        """Draw the busy queue, then some things in the queues of others."""
        territories = self.writer.territories
        kinds = chain(FIRST, cycle(KINDS))
        yield from self._queue([territories[0]] * size.busy_pending, kinds, by_regular=len(FIRST))
        rest = [self.writer.rng.choice(territories[1:]) for _ in range(size.pending)]
        yield from self._queue(rest, cycle(KINDS))

    def _queue(
        self, where: Sequence[Territory], kinds: Iterator[str], by_regular: int = 0
    ) -> Iterator[Submission]:
        times = instants(self.writer.rng, len(where), END - SPAN, END)
        for rank, (territory, at) in enumerate(zip(where, times, strict=True)):
            self.writer.by = self.writer.crowd.regular if rank < by_regular else None
            item = self._item(territory, at, next(kinds))
            if item is not None:
                yield _sent(item)

    def _item(self, territory: Territory, at: datetime, kind: str) -> Submission | None:
        if kind == "testimonial":
            return self.writer.testimonial(territory, at)
        if kind == "question":
            return self.writer.question(territory, at)
        if kind == "application":
            return self._application(territory, at)
        if kind == "edit":
            return self._edit(territory, at)
        asked = self.of_place[territory.id, "question"]
        question = self.writer.rng.choice(asked) if asked else None
        return self.writer.answer(question, at) if isinstance(question, Question) else None

    def _application(self, territory: Territory, at: datetime) -> Application:
        writer, rng = self.writer, self.writer.rng
        item = writer.begin(Application, territory.id, rng.choice(writer.crowd.movers), at)
        item.write(
            {
                "motivation": writer.texts.answer(),
                "here_since": 2021,
                "from_place_id": rng.choice(writer.departements),
                "themes": rng.sample(list(THEMES), 2),
                "segments": [],
                "disclosure": "",
            }
        )
        return item

    def _edit(self, territory: Territory, at: datetime) -> Edit | None:
        kind, by = next(self.edited), self.writer.by
        published = self.of_place[territory.id, kind]
        target = next((one for one in published if by is None or one.author_id == by.account_id), None)
        if target is None:
            return None
        published.remove(target)  # so that nothing is edited twice
        item = self.writer.begin(Edit, territory.id, self.writer.crowd.person(target), at)
        item.target_id, item.target = target.id, target
        item.base_version, item.note = target.version, "Une précision."
        name = "lead" if kind == "testimonial" else "text"
        former, added = target.snapshot()[name][:300], self.writer.rng.choice(self.writer.texts.said)[:90]
        item.content = {name: f"{former} {added}"}
        return item


def _sent(item: Submission) -> Submission:
    item.status, item.review, item.version = "submitted", "pending", 2
    item.submitted_at = item.created_at
    return item


def history_of(items: Sequence[Submission]) -> Iterator[Model]:
    """Give what each sending wrote: the text as it stood, and the line of the log."""
    for item in items:
        yield SubmissionRevision(
            submission_id=item.id,
            number=1,
            content=item.snapshot(),
            author_id=item.author_id,
            at=item.created_at,
        )
        yield Decision(
            item_id=item.id,
            kind=item.kind,
            territory_id=item.territory_id,
            actor_id=item.author_id,
            transition="submit",
            from_status="draft",
            to_status="submitted",
            revision=1,
            at=item.created_at,
        )
