"""What the end of a request does."""

from inspect import iscoroutinefunction

from flask import Flask


def test_the_end_of_a_request_starts_no_event_loop(app: Flask) -> None:
    names = {act.__name__ for act in app.teardown_appcontext_funcs}
    assert "_close_sessions" in names
    assert not [act for act in app.teardown_appcontext_funcs if iscoroutinefunction(act)]
