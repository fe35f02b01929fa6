"""A request made with an e-mail address."""

from ambassadors.access.actions import Action
from ambassadors.accounts.links import INTRODUCTION
from ambassadors.introductions.mails import confirm
from ambassadors.introductions.models import Introduction
from ambassadors.introductions.unconfirmed import UnconfirmedIntroduction
from ambassadors.territories.confirming import Confirming

from .asking import ask

requests = Confirming(
    model=UnconfirmedIntroduction,
    made=Introduction,
    purpose=INTRODUCTION,
    job="introductions.mail_asked",
    action=Action.INTRODUCTION_ASK,
    make=ask,
    mail=confirm,
)
