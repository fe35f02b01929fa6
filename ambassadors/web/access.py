"""Every endpoint declares its rule: `@public`, or `@requires(action, load)`."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from flask import redirect, request
from werkzeug.wrappers import Response

from ambassadors.access.actions import Action
from ambassadors.access.policy import NotAllowed, NotVisible, authorize

from .late_form import page_of_late_form
from .signin import current_actor

View = TypeVar("View", bound=Callable[..., Any])


class Nothing:
    """The object of actions that are about nothing in particular."""


def public(view: View) -> View:
    """Declare that anybody may call this endpoint; what it shows is still filtered by the rules."""
    view.access_rule = "public"  # type: ignore[attr-defined]  # read by the tests and the role matrix
    return view


def requires(
    action: Action, load: Callable[..., Any] = lambda **_: Nothing()
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Declare the action an endpoint stands for, and enforce it on the object that `load` finds.

    `load` gets the variables of the address and returns the object (or aborts with 404); the view
    gets that object as its only argument. Signed out, the answer is a redirect to sign-in.
    """

    def decorate(view: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(view)
        def guarded(**variables: Any) -> Any:
            actor = current_actor()
            if actor.is_anonymous and _needs_sign_in():
                return to_sign_in()
            obj = load(**variables)
            try:
                authorize(actor, action, obj)
            except (NotAllowed, NotVisible):
                if actor.is_anonymous and (page := page_of_late_form()):
                    return redirect(f"/connexion?next={page}")
                raise
            return view(obj)

        guarded.access_rule = action  # type: ignore[attr-defined]  # read by the tests and the role matrix
        return guarded

    return decorate


def _needs_sign_in() -> bool:
    """Tell whether this address belongs to people who are signed in, whatever it leads to."""
    return request.path.split("/")[1] in ("compte", "bureau", "administration")


def to_sign_in() -> Response:
    """Send an anonymous visitor to sign-in and then back here, with the form they may have sent."""
    if page := page_of_late_form():
        return redirect(f"/connexion?next={page}")
    return redirect(sign_in_and_back())


def sign_in_and_back() -> str:
    """Return the address of sign-in that leads back here."""
    here = request.full_path.rstrip("?") if request.method == "GET" else request.path
    return f"/connexion?next={_quoted(here)}"


def _quoted(path: str) -> str:
    from_root = path if path.startswith("/") and not path.startswith("//") else "/"
    return from_root.replace("%", "%25").replace("&", "%26").replace("#", "%23").replace("+", "%2B")
