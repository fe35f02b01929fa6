"""Who is believed: the Host and X-Forwarded headers, the origin of a form, the cookie's own flags."""

from collections.abc import Callable

import pytest
from flask import Flask, request, session
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from ambassadors.web.access import public
from tests.factories.accounts import an_account

Make = Callable[..., Flask]


def ask(site: Flask, path: str = "/charte", *, host: str = "site.example", **headers: str) -> TestResponse:
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    return site.test_client().get(path, headers={"Host": host} | sent)


@pytest.mark.parametrize("host", ["site.example", "site.example:443", "127.0.0.1:5401", "localhost"])
def test_the_site_answers_to_its_names(production: Make, host: str) -> None:
    assert ask(production(), host=host).status_code == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "site.example.evil.example", "evil@site.example", "", 'x"<b>']
)
def test_and_to_no_other(production: Make, host: str) -> None:
    answer = ask(production(), host=host)
    assert answer.status_code == 400 and "evil.example" not in answer.text and "<b>" not in answer.text


@pytest.mark.parametrize(
    "path", ["/", "/connexion", "/inscription", "/territoires", "/robots.txt", "/charte"]
)
def test_no_page_repeats_a_host(client: FlaskClient, path: str) -> None:
    answer = client.get(path, headers={"Host": "evil.example", "X-Forwarded-Host": "evil.example"})
    assert answer.status_code == 200
    assert "evil.example" not in answer.text + str(answer.headers)


@pytest.mark.parametrize(
    ("proxies", "seen", "scheme"),
    [("0", "192.0.2.7", "http"), ("1", "203.0.113.1", "https"), ("2", "198.51.100.9", "https")],
)
def test_forwarded_headers_are_believed_as_far_as_told(
    production: Make, proxies: str, seen: str, scheme: str
) -> None:
    site = production(TRUSTED_PROXIES=proxies)
    site.add_url_rule(
        "/essai", "essai", public(lambda: f"{request.remote_addr} {request.scheme} {request.host}")
    )
    answer = site.test_client().get(
        "/essai",
        headers={
            "Host": "site.example",
            "X-Forwarded-For": "10.9.9.9, 198.51.100.9, 203.0.113.1",
            "X-Forwarded-Proto": "https, https",
            "X-Forwarded-Host": "evil.example",
            "X-Forwarded-Port": "8443",
        },
        environ_overrides={"REMOTE_ADDR": "192.0.2.7"},
    )
    assert answer.text == f"{seen} {scheme} site.example"


def test_https_is_held(production: Make) -> None:
    answer = ask(production(), X_Forwarded_Proto="https")
    assert "max-age=3" in answer.headers["Strict-Transport-Security"]
    assert "Set-Cookie" not in answer.headers
    config = production().config
    assert config["SESSION_COOKIE_SECURE"] and config["SESSION_COOKIE_HTTPONLY"]


def test_the_cookie_of_somebody_signed_in(live: Flask) -> None:
    def sign() -> str:
        session["_user_id"] = "somebody"
        return "signed in"

    live.add_url_rule("/essai", "essai", public(sign))
    cookie = ask(live, "/essai", X_Forwarded_Proto="https").headers["Set-Cookie"]
    assert {"Secure", "HttpOnly", "SameSite=Lax", "Path=/"} <= {part.strip() for part in cookie.split(";")}


@pytest.mark.parametrize(
    ("headers", "refused"),
    [
        ({"Origin": "https://site.example"}, False),
        ({"Origin": "https://site.example", "Sec-Fetch-Site": "same-origin"}, False),
        ({}, False),
        ({"Origin": "https://evil.example"}, True),
        ({"Origin": "https://site.example.evil.example"}, True),
        ({"Origin": "null", "Sec-Fetch-Site": "cross-site"}, True),
        ({"Sec-Fetch-Site": "same-site"}, True),
    ],
)
def test_another_site_writes_nothing_here(live: Flask, headers: dict[str, str], refused: bool) -> None:
    answer = live.test_client().post("/connexion", headers={"Host": "site.example"} | headers)
    assert answer.status_code == (403 if refused else 400)


VERBS = ("GET", "HEAD", "OPTIONS", "TRACE", "PROPFIND", "CONNECT", "LINK", "get", "X" * 300)
PATHS = (
    "/",
    "/connexion",
    "/territoires",
    "/compte",
    "/recherche",
    "/media/x.png",
    "/healthz",
    "/static/x",
    "*",
)
HEADERS: tuple[dict[str, str], ...] = (
    {"Cookie": "session=" + "a" * 60_000},
    {"Cookie": "session=.eJw; session; =; \xff"},
    {"If-None-Match": '"', "If-Modified-Since": "hier", "Range": "bytes=a-"},
    {"Accept-Language": ";;;q=z", "Accept-Encoding": "\xff", "Accept": "*/*;q=quite"},
    {"Content-Type": "multipart/form-data; boundary=", "Content-Length": "3"},
    {"Content-Type": "application/x-www-form-urlencoded; charset=utf-99", "Content-Encoding": "br"},
    {"X-Forwarded-For": "1,2,\xff", "X-Forwarded-Proto": "\xff", "Forwarded": "for=;;;"},
    {"Authorization": "Basic " + "=" * 9000, "Referer": "::::", "Origin": "\xff"},
)


@pytest.mark.parametrize("path", PATHS)
def test_odd_requests_are_never_our_fault(client: FlaskClient, path: str) -> None:
    for verb in VERBS:
        assert client.open(path, method=verb).status_code < 500, verb
    for headers in HEADERS:
        for verb in ("GET", "POST"):
            assert client.open(path, method=verb, headers=headers).status_code < 500, (verb, headers)


def test_a_signed_in_person_may_send_odd_headers_too(signed_in: Callable[..., FlaskClient]) -> None:
    browser = signed_in(an_account())
    for headers in HEADERS[2:]:
        assert browser.get("/compte", headers=headers).status_code == 200
