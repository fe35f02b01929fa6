"""How large the generated site is."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Size:
    """How many of each thing; `busy` counts those of the one territory that has far more than the others."""

    territories: int
    testimonials: int
    questions: int
    answers: int
    movers: int
    busy_testimonials: int
    busy_questions: int
    busy_members: int
    famous_answers: int
    busy_pending: int
    pending: int
    busy_facts: int  # of each theme; and dates, and ways to elsewhere

    @classmethod
    def at(cls, scale: float) -> "Size":
        """Return the size at a scale; 1 is the whole bench. What a page shows of each kind is never missing."""

        def part(whole: int, least: int) -> int:
            return max(least, round(whole * scale))

        return cls(
            territories=part(300, 12),
            testimonials=part(2_000, 60),
            questions=part(10_000, 200),
            answers=part(50_000, 1_000),
            movers=part(3_000, 60),
            busy_testimonials=part(200, 40),
            busy_questions=part(2_200, 90),
            busy_members=part(100, 14),
            famous_answers=part(120, 60),
            busy_pending=part(500, 60),
            pending=part(300, 12),
            busy_facts=part(8, 1),
        )
