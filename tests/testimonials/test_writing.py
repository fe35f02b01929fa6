"""A testimonial from its first word to its publication, and what happens when two pages write it."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from ambassadors.access.actor import Actor
from ambassadors.accounts.models import Account
from ambassadors.core.db import db
from ambassadors.moderation.engine import Reason, transition
from ambassadors.moderation.models import Submission
from ambassadors.testimonials.models import Testimonial
from tests.client import PageClient, read
from tests.factories.accounts import a_member, an_account
from tests.factories.territories import aveyron
from tests.testimonials.conftest import WHOLE, Scene, again, home, write


def hidden(page: Any, action: str) -> dict[str, str]:
    """Return the fields of the form of a page as a browser would send them."""
    form = next(one for one in read(page).forms if one["action"].endswith(action))
    return dict(form["fields"])


def decide(scene: Scene, item: Testimonial, name: str) -> None:
    reason = Reason("qualite", "Il manque quelques précisions pour publier ce texte.")
    transition(scene.moderator.as_actor(), item, name, reason=reason, version=item.version)
    db.session.commit()


def test_only_an_ambassador_begins(
    scene: Scene, client: PageClient, signed_in: Callable[[Account], PageClient]
) -> None:
    address = "/territoires/bassin-de-brive/temoignages/nouveau"
    assert client.get(address).status_code == 403
    assert signed_in(an_account("Visiteur")).get(address).status_code == 403
    assert signed_in(scene.moderator).get(address).status_code == 403
    elsewhere = a_member(aveyron(), "ambassador", "Anne")
    assert signed_in(elsewhere).get(address).status_code == 403
    assert signed_in(scene.author).get(address).status_code == 200


def test_a_draft_may_be_incomplete_and_is_found_again(draft: Testimonial, writer: PageClient) -> None:
    saved = write(writer, draft, title="Un début")
    assert saved.status_code == 303 and saved.location.endswith("/modifier")
    kept = again(draft)
    assert (kept.title, kept.status, kept.lead, kept.parts) == ("Un début", "draft", "", {})
    assert "Un début" in writer.get("/territoires/bassin-de-brive/temoignages/nouveau").text


def test_everything_written_is_kept(draft: Testimonial, writer: PageClient) -> None:
    assert write(writer, draft, **WHOLE).status_code == 303
    kept = again(draft)
    assert kept.title == WHOLE["title"] and kept.slug == "deux-enfants-un-jardin-et-le-train-de-6-h-40"
    assert kept.origin and kept.origin.name == "Montreuil"
    assert kept.destination and kept.destination.name == "Brive-la-Gaillarde"
    assert (kept.move_year, kept.themes, kept.links) == (2019, ["logement", "emploi"], ["employee"])
    assert kept.parts_html["partir"].strip() == "<p>Le <strong>bruit</strong>, et la place.</p>"
    shown = writer.get(home(draft, "/modifier")).text
    assert "Montreuil (Seine-Saint-Denis, 93100)" in shown and "Le **bruit**" in shown


def test_the_whole_life(
    scene: Scene,
    draft: Testimonial,
    writer: PageClient,
    client: PageClient,
    signed_in: Callable[[Account], PageClient],
) -> None:
    sent = write(writer, draft, "submit", **WHOLE)
    assert sent.status_code == 303 and sent.location == home(draft)
    item = again(draft)
    assert (item.status, item.speaker_name, item.speaker_role) == ("submitted", "Nadia Ferhat", "ambassador")
    assert client.get(item.path).status_code == 404
    assert writer.get(home(draft, "/modifier")).status_code == 303, "nothing changes while it is being read"

    decide(scene, item, "return")
    assert write(writer, draft, "submit", part_conseils="Venez en février.").status_code == 303
    item = again(draft)
    assert item.status == "submitted" and item.parts["conseils"] == "Venez en février."

    decide(scene, item, "approve")
    page = client.get(again(draft).path)
    assert page.status_code == 200
    for said in (
        "Deux enfants, un jardin",
        "Nadia Ferhat",
        "Montreuil",
        "Le train, quand il vient.",
        "Venez en février.",
    ):
        assert said in page.text
    assert "Travaille pour une collectivité" in page.text and "Mon mari travaille" in page.text

    proposed = write(writer, draft, "submit", part_conseils="Venez en mars.", note="Le mois.")
    assert proposed.status_code == 303
    assert "février" in client.get(item.path).text and "en mars" not in client.get(item.path).text
    edit = db.session.query(Submission).filter_by(kind="edit").one()
    transition(scene.moderator.as_actor(), edit, "approve", version=edit.version)
    db.session.commit()
    page = client.get(again(draft).path)
    assert "Venez en mars." in page.text and "Modifié le" in page.text

    assert writer.submit(home(draft, "/retirer"), {}, form=-1).status_code == 303
    assert client.get(item.path).status_code == 404


def test_it_can_be_taken_back_and_deleted(draft: Testimonial, writer: PageClient) -> None:
    write(writer, draft, "submit", **WHOLE)
    track = writer.get(home(draft))
    taken = writer.post(home(draft, "/reprendre"), data=hidden(track, "/reprendre"))
    assert taken.status_code == 303 and again(draft).status == "draft"
    number = draft.id
    assert writer.submit(home(draft, "/supprimer"), {}).status_code == 303
    assert db.session.get(Submission, number) is None


def test_what_is_missing_is_said_at_its_field_and_nothing_is_lost(
    draft: Testimonial, writer: PageClient
) -> None:
    page = write(writer, draft, "submit", title="Court", part_quotidien="Le marché.", themes=[])
    assert page.status_code == 422
    for said in (
        "Donnez un titre de 10 à 140",
        "Résumez votre histoire",
        "de un à 5 thèmes",
        "Racontez cette partie",
    ):
        assert said in page.text
    assert "Le marché." in page.text
    kept = again(draft)
    assert kept.status == "draft" and kept.parts == {"quotidien": "Le marché."}, (
        "what was typed is saved all the same"
    )
    corrected = {**hidden(page, "/modifier"), **WHOLE, "act": "submit"}
    assert writer.post(home(draft, "/modifier"), data=corrected).status_code == 303
    assert again(draft).status == "submitted"


def test_the_button_of_its_page_checks_too(draft: Testimonial, writer: PageClient) -> None:
    write(writer, draft, title="Un début de titre")
    refused = writer.post(home(draft, "/envoyer"), data=hidden(writer.get(home(draft)), "/envoyer"))
    assert refused.status_code == 422 and "Résumez votre histoire" in refused.text
    assert again(draft).status == "draft"


@pytest.mark.parametrize(
    ("field", "value", "why"),
    [
        ("title", "x" * 141, "140 caractères au plus"),
        ("title", "Un\x00titre", "caractères invisibles"),
        ("lead", "x" * 401, "400 caractères au plus"),
        ("household", "x" * 121, "120 caractères au plus"),
        ("disclosure", "x" * 2001, "2 000 caractères au plus"),
        ("part_jaime", "x" * 6001, "6 000 caractères au plus"),
        ("part_jaime", "un\x0btexte", "caractères invisibles"),
        ("move_year", "l’an dernier", "entier"),
        ("move_year", "1890", "Une année entre 1950"),
        ("move_year", "99999999999999999999", "Une année entre 1950"),
        ("origin", "Nulle-Part-les-Bains", "Nous ne trouvons pas ce lieu"),
        ("destination", "x" * 500, "caractères"),
        ("themes", ["logement", "emploi", "climat", "ville", "nature", "loisirs"], "5 thèmes au plus"),
        ("themes", ["bonheur"], "valide"),
        ("segments", ["bonheur"], "valide"),
        ("links", ["bonheur"], "valide"),
        ("title", ["Un titre assez long", "Un autre titre"], "Une seule réponse"),
    ],
)
def test_each_bad_value_has_its_message_and_keeps_the_rest(
    draft: Testimonial, writer: PageClient, field: str, value: Any, why: str
) -> None:
    page = write(writer, draft, **(WHOLE | {field: value}))
    assert page.status_code == 422 and why in page.text
    kept = "part_quotidien" if field != "part_quotidien" else "lead"
    assert WHOLE[kept] in page.text
    assert again(draft).title == "", "a page with an error saves nothing by itself"


def test_markup_is_text(draft: Testimonial, writer: PageClient) -> None:
    evil = '<script>alert(1)</script><img src=x onerror="alert(1)">'
    assert (
        write(
            writer, draft, "preview", **(WHOLE | {"title": f"Titre {evil}", "part_quotidien": evil})
        ).status_code
        == 303
    )
    page = writer.get(home(draft, "/apercu")).text
    assert "<script>alert" not in page and "<img src=x" not in page and "&lt;script&gt;" in page


def test_the_preview_is_the_page(draft: Testimonial, writer: PageClient) -> None:
    shown = write(writer, draft, "preview", **WHOLE)
    assert shown.location == home(draft, "/apercu")
    page = writer.get(shown.location)
    assert page.status_code == 200 and "Aperçu" in page.text and "Le train, quand il vient." in page.text
    empty = writer.submit("/territoires/bassin-de-brive/temoignages/nouveau", {}, form="/nouveau")
    assert writer.get(empty.location.replace("/modifier", "/apercu")).status_code == 200


def test_living_elsewhere_is_a_warning_only(draft: Testimonial, writer: PageClient) -> None:
    saved = write(writer, draft, destination="Le Mans")
    assert saved.status_code == 303 and "hors du territoire" in writer.get(saved.location).text
    assert (
        "hors du territoire"
        not in writer.get(write(writer, draft, destination="Brive-la-Gaillarde").location).text
    )


def test_a_stale_page_shows_both_texts_and_loses_nothing(draft: Testimonial, writer: PageClient) -> None:
    at_home = hidden(writer.get(home(draft, "/modifier")), "/modifier")
    assert write(writer, draft, title="Écrit au bureau", part_jaime="La rivière.").status_code == 303
    stale = writer.post(
        home(draft, "/modifier"), data=at_home | {"title": "Écrit à la maison", "part_ici": "La famille."}
    )
    assert stale.status_code == 409
    for said in ("Modifié ailleurs", "Écrit à la maison", "Écrit au bureau", "La rivière.", "La famille."):
        assert said in stale.text
    assert again(draft).title == "Écrit au bureau"
    chosen = hidden(stale, "/modifier") | {"part_jaime": "La rivière."}
    assert writer.post(home(draft, "/modifier"), data=chosen).status_code == 303
    kept = again(draft)
    assert (kept.title, kept.parts) == ("Écrit à la maison", {"ici": "La famille.", "jaime": "La rivière."})


def test_it_saves_itself(draft: Testimonial, writer: PageClient) -> None:
    typed = hidden(writer.get(home(draft, "/modifier")), "/modifier") | {"title": "En cours de frappe"}
    first = writer.post(home(draft, "/enregistrement"), data=typed)
    assert first.status_code == 200 and first.json == {"version": 2, "unsaved": []}
    partly = typed | {"version": "2", "title": "x" * 141, "origin": "Bri", "lead": "Un chapô qui vient."}
    second = writer.post(home(draft, "/enregistrement"), data=partly)
    assert second.json and second.json["version"] == 3 and "Titre" in second.json["unsaved"]
    kept = again(draft)
    assert (kept.title, kept.lead) == ("En cours de frappe", "Un chapô qui vient.")


def test_saving_itself_on_a_stale_page_tells_what_the_other_says(
    draft: Testimonial, writer: PageClient
) -> None:
    typed = hidden(writer.get(home(draft, "/modifier")), "/modifier")
    write(writer, draft, title="Écrit au bureau", themes=["climat"])
    stale = writer.post(home(draft, "/enregistrement"), data=typed | {"title": "Écrit à la maison"})
    assert stale.status_code == 409 and stale.json
    told = {field["name"]: field for field in stale.json["fields"]}
    assert set(told) == {"title", "themes"}
    assert told["title"]["text"] == "Écrit au bureau" and told["themes"]["values"] == ["climat"]
    assert stale.json["version"] == again(draft).version
    kept = typed | {"title": "Écrit à la maison", "version": str(stale.json["version"])}
    assert writer.post(home(draft, "/enregistrement"), data=kept).status_code == 200


def test_one_s_own_save_whose_answer_was_lost_is_no_conflict(draft: Testimonial, writer: PageClient) -> None:
    typed = hidden(writer.get(home(draft, "/modifier")), "/modifier") | {"title": "Écrit dans un tunnel"}
    assert writer.post(home(draft, "/enregistrement"), data=typed).status_code == 200
    repeated = writer.post(home(draft, "/enregistrement"), data=typed)
    assert repeated.status_code == 200 and repeated.json == {"version": 2, "unsaved": []}
    pressed = writer.post(home(draft, "/modifier"), data=typed | {"act": "preview"})
    assert pressed.status_code == 303 and pressed.location.endswith("/apercu")
    assert again(draft).title == "Écrit dans un tunnel"


def test_saving_itself_refuses_a_forged_page_a_sent_text_and_strangers(
    scene: Scene, draft: Testimonial, writer: PageClient, signed_in: Callable[[Account], PageClient]
) -> None:
    typed = hidden(writer.get(home(draft, "/modifier")), "/modifier")
    assert (
        writer.post(home(draft, "/enregistrement"), data=typed | {"csrf_token": "forgé"}).status_code == 400
    )
    assert signed_in(scene.moderator).post(home(draft, "/enregistrement"), data=typed).status_code == 404
    write(writer, draft, "submit", **WHOLE)
    late = writer.post(home(draft, "/enregistrement"), data=typed)
    assert late.status_code == 409 and late.json and "déjà été envoyé" in late.json["message"]


def test_sent_twice_is_once(draft: Testimonial, writer: PageClient) -> None:
    page = writer.get("/territoires/bassin-de-brive/temoignages/nouveau")
    same = hidden(page, "/nouveau")
    first = writer.post("/territoires/bassin-de-brive/temoignages/nouveau", data=same)
    second = writer.post("/territoires/bassin-de-brive/temoignages/nouveau", data=same)
    assert first.location == second.location
    saving = hidden(writer.get(home(draft, "/modifier")), "/modifier") | {"title": "Une seule fois"}
    one = writer.post(home(draft, "/modifier"), data=saving)
    two = writer.post(home(draft, "/modifier"), data=saving)
    assert one.status_code == two.status_code == 303 and again(draft).version == 2


def test_a_change_that_changes_nothing_is_said(scene: Scene, draft: Testimonial, writer: PageClient) -> None:
    write(writer, draft, "submit", **WHOLE)
    decide(scene, again(draft), "approve")
    page = write(writer, draft, "submit")
    assert page.status_code == 422 and "Rien n’a changé" in page.text
    bare = write(writer, draft, "submit", part_moins_facile="")
    assert bare.status_code == 422 and "Racontez cette partie" in bare.text


def test_incomplete_by_any_road_is_refused(scene: Scene, draft: Testimonial) -> None:
    with pytest.raises(Exception, match="submit"):
        transition(Actor(scene.author.id, "Nadia"), draft, "submit", version=draft.version)


def test_an_open_change_is_where_the_author_goes_on(
    scene: Scene, draft: Testimonial, writer: PageClient
) -> None:
    write(writer, draft, "submit", **WHOLE)
    decide(scene, again(draft), "approve")
    write(writer, draft, "submit", title="Deux enfants, un jardin et le car")
    shown = hidden(writer.get(home(draft, "/modifier")), "/modifier")
    assert shown["title"] == "Deux enfants, un jardin et le car"
    assert re.search(r"Proposer une modification", writer.get(home(draft, "/modifier")).text)
