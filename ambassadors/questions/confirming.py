"""A question asked with an e-mail address."""

from ambassadors.access.actions import Action
from ambassadors.accounts.links import QUESTION
from ambassadors.territories.confirming import Confirming

from .mails import confirm
from .models import Question
from .service import ask
from .unconfirmed import UnconfirmedQuestion

questions = Confirming(
    model=UnconfirmedQuestion,
    made=Question,
    purpose=QUESTION,
    job="questions.mail_asked",
    action=Action.QUESTION_ASK,
    make=ask,
    mail=confirm,
)
