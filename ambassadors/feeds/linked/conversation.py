"""A question and its answers, as a page of questions and answers."""

from collections.abc import Sequence

from markupsafe import Markup

from ambassadors.core.addresses import absolute
from ambassadors.core.text import to_plain
from ambassadors.questions.conversation import AnswerLine
from ambassadors.questions.models import Question

from .node import LANGUAGE, Node, block, instant, node, words
from .place import named


def of_question(question: Question, answers: Sequence[AnswerLine]) -> Markup:
    """Tell a published question and the answers that its page shows: those that helped are the accepted ones."""
    if question.status != "published":
        return block()
    asked = node(
        "Question",
        name=words(question.title),
        text=to_plain(question.text_html),
        url=absolute(question.path),
        answerCount=len(answers),
        author=node("Person", name=question.speaker_name),
        datePublished=instant(question.published_at),
        dateModified=instant(question.edited_at),
        acceptedAnswer=[_answer(question, one) for one in answers if one.helpful_at],
        suggestedAnswer=[_answer(question, one) for one in answers if not one.helpful_at],
    )
    page = node(
        "QAPage",
        url=absolute(question.path),
        inLanguage=LANGUAGE,
        about=named(question.territory),
        mainEntity=asked,
    )
    return block(page)


def _answer(question: Question, one: AnswerLine) -> Node:
    speaker = "Organization" if one.speaks_for else "Person"
    return node(
        "Answer",
        text=to_plain(one.text_html),
        url=f"{absolute(question.path)}#reponse-{one.id}",
        author=node(speaker, name=one.name, url=absolute(one.profile_path) if one.profile_path else None),
        datePublished=instant(one.published_at),
        dateModified=instant(one.edited_at),
    )
