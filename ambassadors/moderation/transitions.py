"""The life of a submission on one screen: every transition, from where, to where, by whom, with a reason or not."""

from dataclasses import dataclass

from ambassadors.access.actions import Action

CONTENT = frozenset({"testimonial", "question", "answer"})


@dataclass(frozen=True)
class Transition:
    """One move: `to` is where content goes, `to_decided` where what is decided but never published goes."""

    name: str
    label: str
    sources: frozenset[str]
    to: str
    action: Action
    needs_reason: bool = False
    decides: bool = False
    to_decided: str = ""


def _move(name: str, label: str, sources: str, to: str, action: Action, **more: object) -> Transition:
    return Transition(name, label, frozenset(sources.split()), to, action, **more)  # type: ignore[arg-type]  # flags


TRANSITIONS = {
    step.name: step
    for step in (
        _move("submit", "Envoyer", "draft returned", "submitted", Action.SUBMISSION_SUBMIT),
        _move("withdraw", "Reprendre", "submitted", "draft", Action.SUBMISSION_WITHDRAW),
        _move("return", "Demander des changements", "submitted", "returned", Action.SUBMISSION_RETURN,
              needs_reason=True, decides=True),
        _move("approve", "Accepter", "submitted", "published", Action.SUBMISSION_APPROVE,
              decides=True, to_decided="approved"),
        _move("reject", "Refuser", "submitted", "rejected", Action.SUBMISSION_REJECT,
              needs_reason=True, decides=True),
        _move("unpublish", "Dépublier", "published", "unpublished", Action.SUBMISSION_UNPUBLISH,
              needs_reason=True, decides=True),
        _move("restore", "Republier", "unpublished rejected", "published", Action.SUBMISSION_RESTORE,
              decides=True),
        _move("retire", "Retirer", "published", "retired", Action.SUBMISSION_RETIRE),
    )
}  # fmt: skip  # a table reads as a table

STATUS_LABELS = {
    "draft": "Brouillon",
    "submitted": "En attente de relecture",
    "returned": "À reprendre",
    "published": "En ligne",
    "rejected": "Refusée",
    "unpublished": "Mise hors ligne",
    "retired": "Retirée",
    "approved": "Acceptée",
}

# What a line of the log says happened.
PAST_LABELS = {
    "submit": "Envoi à la modération",
    "withdraw": "Reprise par son auteur ou autrice",
    "return": "Demande de changements",
    "approve": "Acceptation",
    "reject": "Refus",
    "unpublish": "Dépublication",
    "restore": "Remise en ligne",
    "retire": "Retrait par son auteur ou autrice",
}

REASONS = {
    "hors-sujet": "Hors sujet (dont les questions touristiques)",
    "donnees-personnelles": "Données personnelles",
    "injure-haine": "Injure ou propos haineux",
    "publicite": "Publicité",
    "doublon": "Déjà publié",
    "faux-ou-trompeur": "Faux ou trompeur",
    "comparaison-denigrante": "Comparaison dénigrante avec un autre territoire",
    "droit-image": "Droit à l’image",
    "illegal": "Contenu illégal",
    "qualite": "À préciser ou à compléter",
}


@dataclass(frozen=True)
class Kind:
    """What a kind of submission is called, and which transitions it knows."""

    name: str
    label: str
    plural: str
    transitions: tuple[str, ...]
    a_label: str


_ALL = tuple(TRANSITIONS)
_DECIDED = ("submit", "withdraw", "approve", "reject")

KINDS = {
    kind.name: kind
    for kind in (
        Kind("testimonial", "Témoignage", "Témoignages", _ALL, "un témoignage"),
        Kind("question", "Question", "Questions", _ALL, "une question"),
        Kind("answer", "Réponse", "Réponses", _ALL, "une réponse"),
        Kind("application", "Candidature", "Candidatures", _DECIDED, "une candidature"),
        Kind("edit", "Modification", "Modifications", (*_DECIDED, "return"), "une modification"),
        Kind("notice", "Signalement", "Signalements", ("submit", "approve", "reject"), "un signalement"),
        Kind("complaint", "Réclamation", "Réclamations", ("submit", "approve", "reject"), "une réclamation"),
    )
}


def reasons_for(transition: str) -> dict[str, str]:
    """Return the reason codes that may justify a transition; «qualite» only ever returns."""
    return {code: label for code, label in REASONS.items() if code != "qualite" or transition == "return"}
