"""Where a request stands, and the steps that the desk takes."""

from dataclasses import dataclass

NEW, TAKEN, MET, SETTLED, CLOSED = "new", "taken", "met", "settled", "closed"

FOLLOWED = frozenset({TAKEN, MET})  # under way, with somebody


@dataclass(frozen=True)
class State:
    """A state: its name in addresses, what it is called, how it looks."""

    slug: str
    label: str
    tone: str
    icon: str


STATES = {
    NEW: State("nouvelle", "Nouvelle", "info", "bell"),
    TAKEN: State("suivie", "Prise en charge", "accent", "user"),
    MET: State("rencontree", "Rencontre faite", "accent", "message-circle"),
    SETTLED: State("installee", "Installation faite", "success", "home"),
    CLOSED: State("close", "Close", "neutral", "check"),
}
BY_SLUG = {state.slug: name for name, state in STATES.items()}


@dataclass(frozen=True)
class Step:
    """Something done to a request by its desk: from which states, to which one."""

    name: str
    label: str
    done: str
    icon: str
    origins: frozenset[str]
    to: str | None  # None: the state stays


STEPS = {
    step.name: step
    for step in (
        Step("take", "Je m’en occupe", "prise en charge", "user", frozenset({NEW}), TAKEN),
        Step("meet", "Rencontre faite", "rencontre faite", "message-circle", frozenset({TAKEN}), MET),
        Step("settle", "Installation faite", "installation faite", "home", frozenset({TAKEN, MET}), SETTLED),
        Step("take-over", "Reprendre le suivi", "suivi repris", "undo", frozenset({TAKEN, MET}), None),
        Step("close", "Clore", "close", "check", frozenset({NEW, TAKEN, MET, SETTLED}), CLOSED),
        Step("reopen", "Rouvrir", "rouverte", "history", frozenset({CLOSED}), TAKEN),
    )
}

TAKING = frozenset({"take", "take-over", "reopen"})  # whoever does it follows the request from then on

# What the history tells besides the steps.
ASKED, REVOKED, WITHDRAWN, INVITED, EXPIRED = "asked", "revoked", "withdrawn", "invited", "expired"
GIVEN, RETURNED = "given", "returned"
PROPOSED, WRITTEN, DECLINED = "proposed", "written", "declined"
TOLD = {name: step.done for name, step in STEPS.items()} | {
    ASKED: "demande reçue",
    GIVEN: "accord donné",
    REVOKED: "accord retiré",
    RETURNED: "remise en attente, la personne qui la suivait ne le peut plus",
    WITHDRAWN: "demande retirée",
    INVITED: "invitation à devenir ambassadeur envoyée",
    EXPIRED: "effacée, deux ans après le dernier changement",
    PROPOSED: "proposée à un ambassadeur ou une ambassadrice",
    WRITTEN: "un ambassadeur ou une ambassadrice a écrit",
    DECLINED: "proposition déclinée",
}
