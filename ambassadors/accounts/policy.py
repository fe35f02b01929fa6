"""What people may do with their own account. The objects are rows with an `account_id`."""

from ambassadors.access.actions import Action
from ambassadors.access.policy import rule
from ambassadors.access.rules import anyone, is_self, signed_in

rule(Action.ACCOUNT_USE, signed_in, seen=Action.ACCOUNT_USE)
rule(Action.PROFILE_VIEW, anyone)
rule(Action.PROFILE_EDIT, is_self)
