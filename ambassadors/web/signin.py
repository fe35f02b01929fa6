"""Flask-Login on our own sessions; a cookie leaves only for somebody who is signed in."""

import time
from typing import Any

from flask import Flask, Response, g, request, session
from flask.sessions import SecureCookieSessionInterface, SessionMixin
from flask_login import LoginManager, current_user, login_user, logout_user
from sqlalchemy.exc import OperationalError

from ambassadors.access.actor import Actor
from ambassadors.accounts.models import Account
from ambassadors.accounts.sessions import end_session, start_session, touch_session
from ambassadors.accounts.signed_in import IDLE, SignedIn, signed_in
from ambassadors.core.db import db, reading_only

REFRESH = 600  # seconds between two writings of «last seen» in the cookie

login_manager = LoginManager()


class SignedInOnly(SecureCookieSessionInterface):
    """Sessions that never send a cookie to an anonymous visitor, forms included."""

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Send the cookie when signed in, delete it when signed out, send nothing otherwise."""
        name = self.get_cookie_name(app)
        if "_user_id" in session:
            super().save_session(app, session, response)
        elif request.cookies.get(name):
            response.delete_cookie(
                name, path=self.get_cookie_path(app), secure=self.get_cookie_secure(app), httponly=True
            )


@login_manager.user_loader
def _load(session_id: str) -> SignedIn | None:
    """Load who is behind the cookie, unless they have been away for too long."""
    found = signed_in(session_id)
    seen = session.get("seen", 0)
    if found is None or time.time() - seen > found.longest_idle.total_seconds():
        return None
    if time.time() - seen > REFRESH:
        session["seen"] = int(time.time())
        g.seen_again = session_id
    return found


def init_app(app: Flask) -> None:
    """Put sessions and Flask-Login on the application."""
    app.session_interface = SignedInOnly()
    app.permanent_session_lifetime = IDLE
    app.config["SESSION_REFRESH_EACH_REQUEST"] = False
    login_manager.session_protection = None
    login_manager.init_app(app)
    app.after_request(_write_seen)


def _write_seen(response: Response) -> Response:
    """Write that a session was seen, at most every ten minutes and once the request's own work is over."""
    seen_again = g.pop("seen_again", None)
    if seen_again:
        db.session.rollback()
        reading_only.set(False)
        try:
            touch_session(seen_again)
            db.session.commit()
        except OperationalError:  # a busy database: the next visit will do
            db.session.rollback()
    return response


def sign_in(who: SignedIn) -> None:
    """Sign somebody in on this browser, on a session that was just created."""
    session.clear()
    session.permanent = True
    session["seen"] = int(time.time())
    login_user(who)
    g.pop("actor", None)


def sign_in_account(account: Account) -> None:
    """Sign an account in on this browser, on a session of a new id; the caller commits."""
    _end_present()
    sign_in(start_session(account, request.headers.get("User-Agent", "")))


def _end_present() -> None:
    if current_user.is_authenticated:
        present = current_sign_in()
        end_session(present.account.id, present.session.id)


def sign_out() -> None:
    """End the session of this browser and forget who was signed in; the caller commits."""
    _end_present()
    logout_user()
    session.clear()
    g.pop("actor", None)


def current_actor() -> Actor:
    """Return who makes this request."""
    if "actor" not in g:
        user: Any = current_user._get_current_object()
        g.actor = user.actor if isinstance(user, SignedIn) else Actor.anonymous()
    actor: Actor = g.actor
    return actor


def answer_as_to_a_visitor() -> None:
    """Make nobody of who asks, for this answer alone: they may be what the database cannot tell."""
    login_manager._update_request_context_with_user()
    g.actor = Actor.anonymous()


def current_sign_in() -> SignedIn:
    """Return the session and account behind this request; only where somebody is signed in."""
    user: SignedIn = current_user._get_current_object()
    return user
