"""Every endpoint says who may call it, at an address of the contract, in the file where one would look for it."""

import re

from flask import Flask
from werkzeug.routing import Rule

from ambassadors.access.actions import Action

# The first part of every address (product.md, «Addresses»); what is not there is said why it is here.
FAMILIES = frozenset(
    {
        "",
        "territoires",
        "territoires.atom",
        "territoires.json",
        "temoignages.atom",
        "temoignages.json",
        "questions.atom",
        "questions.json",
        "temoignages",
        "questions",
        "ambassadeurs",
        "recherche",
        "carte",
        "signaler",
        "inscription",
        "connexion",
        "deconnexion",
        "compte",
        "bureau",
        "administration",
        "charte",
        "transparence",
        "mentions-legales",
        "confidentialite",
        "accessibilite",
        "healthz",
        "readyz",
        "sitemap.xml",
        "robots.txt",
        "api",
        "integrer",
        "en",
    }
)
OTHER_FAMILIES = {
    "static": "files of the screens",
    "media": "pictures of the contributions, where they are not on a host of their own",
    "lieux": "suggestions for the fields that ask for a place",
    "dev": "mails, on a development machine",
    "adresse": "mailed links: a new e-mail address",
    "mot-de-passe": "a forgotten password",
    "invitations": "mailed links: a role in a territory",
    "demandes": "mailed links: a request to be put in touch",
    "compte-supprime": "said once to who is nobody any more",
    "palettes": "style sheets of the brands' colours, which a strict CSP keeps out of the page",
    "paysages": "drawn covers of the territories that have no picture",
    "sitemap-pages.xml": "a file of the site map: it may name what is at its own level and below",
    "sitemap-territoires-<id:number>.xml": "another",
    "sitemap-contributions-<id:number>.xml": "another",
    "vignettes": "pictures that social networks show of a page",
    "favicon.ico": "asked for by browsers, whatever the page says",
}
ENGLISH = frozenset(
    {
        "new",
        "edit",
        "delete",
        "list",
        "create",
        "update",
        "users",
        "login",
        "logout",
        "search",
        "answers",
        "preview",
    }
)
FIXED = re.compile(r"<[^>]*>")
KEBAB = re.compile(
    r"[a-z0-9]*(?:-[a-z0-9]+)*-?(?:\.(?:atom|json|xml|txt|css|svg|ics|pdf|html|ico|csv|jpg))?-?"
)


def rules(site: Flask) -> list[Rule]:
    return [rule for rule in site.url_map.iter_rules() if rule.endpoint != "static"]


def access_rule(site: Flask, rule: Rule) -> object:
    return getattr(site.view_functions[rule.endpoint], "access_rule", None)


def test_every_endpoint_declares_its_rule(site: Flask) -> None:
    undeclared = {rule.endpoint for rule in rules(site) if access_rule(site, rule) is None}
    assert not undeclared


def test_a_declared_rule_is_public_or_an_action(site: Flask) -> None:
    declared = {rule.endpoint: access_rule(site, rule) for rule in rules(site)}
    assert not {
        name: rule for name, rule in declared.items() if rule != "public" and not isinstance(rule, Action)
    }


def test_every_desk_address_asks_for_an_action(site: Flask) -> None:
    private = ("bureau", "compte", "administration")
    open_doors = {
        rule.rule
        for rule in rules(site)
        if rule.rule.split("/")[1] in private and access_rule(site, rule) == "public"
    }
    assert not open_doors


def test_every_address_belongs_to_a_family(site: Flask) -> None:
    strangers = {
        rule.rule for rule in rules(site) if rule.rule.split("/")[1] not in FAMILIES | OTHER_FAMILIES.keys()
    }
    assert not strangers


def test_every_address_is_kebab_case_french_without_a_trailing_slash(site: Flask) -> None:
    wrong = set()
    for rule in rules(site):
        parts = [FIXED.sub("", part) for part in rule.rule.split("/")]
        if any(not KEBAB.fullmatch(part) or part in ENGLISH for part in parts):
            wrong.add(rule.rule)
        if rule.rule != "/" and rule.rule.endswith("/"):
            wrong.add(rule.rule)
    assert not wrong


def test_a_blueprint_is_named_after_its_domain_or_its_file(site: Flask) -> None:
    lost = set()
    for rule in rules(site):
        area, _, _ = rule.endpoint.rpartition(".")
        module = site.view_functions[rule.endpoint].__module__
        if area.replace("-", "_") not in module.split("."):
            lost.add(f"{rule.endpoint} in {module}")
    assert not lost
