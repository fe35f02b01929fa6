"""The album of a testimonial: what is kept, what is refused and why, in which order, and where the files go."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from PIL import Image

from ambassadors.accounts.models import Account
from ambassadors.core import storage
from ambassadors.core.db import db
from ambassadors.core.outbox import run_due
from ambassadors.core.pictures import LARGEST_FILE
from ambassadors.moderation.engine import transition
from ambassadors.testimonials.models import Testimonial
from ambassadors.testimonials.photo import RIGHTS_VERSION, Photo
from tests.client import PageClient
from tests.factories.pictures import a_bomb, a_picture
from tests.testimonials.conftest import WHOLE, Scene, again, home, write

SVG = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
HTML = b"<!doctype html><script>alert(1)</script>"


def album(writer: PageClient, item: Testimonial, act: str = "save", **values: Any) -> Any:
    """Fill the page of photos and press one of its buttons."""
    return writer.submit(home(item, "/photos"), values | {"act": act}, form="/photos")


def file(data: bytes | None = None, name: str = "photo.jpg") -> tuple[BytesIO, str]:
    return BytesIO(data if data is not None else a_picture(700, 500)), name


def photos(item: Testimonial) -> list[Photo]:
    return list(again(item).photos)


def folder(app: Flask) -> set[str]:
    return {path.name for path in (Path(app.config["MEDIA_STORE"]) / "photos").glob("*")}


def test_several_at_once_then_their_words(draft: Testimonial, writer: PageClient) -> None:
    added = album(
        writer,
        draft,
        "add",
        files=[file(), file(name="deux.png"), file(a_picture(60, 90, "WEBP"))],
        rights="y",
    )
    assert added.status_code == 303 and added.location == home(draft, "/photos")
    first, second, third = photos(draft)
    assert (third.width, third.height) == (60, 90) and first.rights_version == RIGHTS_VERSION
    saved = album(
        writer, draft, "finish",
        **{f"p{first.id}_alt": "Une halle", f"p{first.id}_credit": "Nadia", f"p{second.id}_decorative": "y",
           f"p{third.id}_rights": None, f"p{third.id}_position": "1", f"p{first.id}_position": "2"},
    )  # fmt: skip  # a photo a line
    assert saved.status_code == 303 and saved.location == home(draft, "/modifier")
    shown = photos(draft)
    assert [photo.id for photo in shown] == [third.id, first.id, second.id] or [p.id for p in shown][
        1
    ] == first.id
    by_id = {photo.id: photo for photo in shown}
    assert (by_id[first.id].alt, by_id[first.id].credit) == ("Une halle", "Nadia")
    assert by_id[second.id].decorative and by_id[third.id].rights_at is None
    assert "Une halle" in writer.get(home(draft, "/modifier")).text


def test_buttons_move_and_delete_without_a_script(app: Flask, draft: Testimonial, writer: PageClient) -> None:
    album(writer, draft, "add", files=[file(), file(), file()])
    one, two, three = (photo.id for photo in photos(draft))
    album(writer, draft, f"down:{one}")
    assert [photo.id for photo in photos(draft)] == [two, one, three]
    album(writer, draft, f"up:{three}", **{f"p{two}_alt": "Un quai"})
    assert [photo.id for photo in photos(draft)] == [two, three, one] and photos(draft)[0].alt == "Un quai"
    album(writer, draft, f"up:{two}")
    assert [photo.id for photo in photos(draft)] == [two, three, one]
    key = photos(draft)[0].key
    while run_due("essais"):
        pass
    assert {key.rpartition("/")[2]} < folder(app)
    album(writer, draft, f"delete:{two}")
    assert [photo.id for photo in photos(draft)] == [three, one] and [
        photo.position for photo in photos(draft)
    ] == [0, 1]
    storage.read(key)  # the file goes once the deletion is committed, by the worker
    while run_due("essais"):
        pass
    stem = key.rpartition("/")[2].rpartition(".")[0]
    assert not [name for name in folder(app) if name.startswith(stem)]
    assert album(writer, draft, f"delete:{two}").status_code == 404


@pytest.mark.parametrize(
    ("data", "name", "why", "status"),
    [
        (SVG, "dessin.svg", "SVG ne sont pas acceptés", 422),
        (HTML, "photo.png", "n’est pas une image", 422),
        (b"du texte", "photo.jpg", "n’est pas une image", 422),
        (b"", "vide.jpg", "est vide", 422),
        (a_bomb(), "bombe.png", "50 millions de pixels", 422),
        (bytes(LARGEST_FILE + 10_000_000), "lourde.jpg", "plus de 20 Mo", 413),
    ],
)
def test_what_is_refused_says_why_and_loses_nothing(
    draft: Testimonial, writer: PageClient, data: bytes, name: str, why: str, status: int
) -> None:
    album(writer, draft, "add", files=[file()])
    (kept,) = photos(draft)
    page = album(
        writer, draft, "add", files=[file(data, name), file()], **{f"p{kept.id}_alt": "Une halle en bois"}
    )
    assert page.status_code == status and why in page.text and name in page.text
    assert "Une halle en bois" in page.text
    assert len(photos(draft)) == 2, "the good ones of the same sending are kept"


def test_a_long_caption_is_refused_and_shown_again(draft: Testimonial, writer: PageClient) -> None:
    album(writer, draft, "add", files=[file()])
    (photo,) = photos(draft)
    page = album(writer, draft, files=[file()], **{f"p{photo.id}_alt": "x" * 251})
    assert page.status_code == 422 and "250 caractères au plus" in page.text and "x" * 251 in page.text
    assert len(photos(draft)) == 2 and photos(draft)[0].alt == ""
    nul = album(writer, draft, **{f"p{photo.id}_credit": "a\x00b"})
    assert nul.status_code == 422 and "caractères invisibles" in nul.text


def test_twelve_at_most(draft: Testimonial, writer: PageClient) -> None:
    small = a_picture(8, 8)
    assert album(writer, draft, "add", files=[file(small) for _ in range(11)]).status_code == 303
    page = album(writer, draft, "add", files=[file(small), file(small)])
    assert page.status_code == 422 and "12 photos au plus" in page.text and len(photos(draft)) == 11


def test_the_same_sending_twice_is_once(draft: Testimonial, writer: PageClient) -> None:
    page = writer.get(home(draft, "/photos"))
    fields = {
        name: page.text.split(f'name="{name}"')[1].split('value="')[1].split('"')[0]
        for name in ("csrf_token", "once")
    }
    data = a_picture()
    first, second = (
        writer.post(home(draft, "/photos"), data=fields | {"act": "add", "files": file(data)})
        for _ in range(2)
    )
    assert first.location == second.location == home(draft, "/photos") and len(photos(draft)) == 1


def test_metadata_goes_and_the_picture_stands_upright(draft: Testimonial, writer: PageClient) -> None:
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "Appareil de Nadia"
    out = BytesIO()
    Image.new("RGB", (90, 40), "#336699").save(out, "JPEG", exif=exif)
    album(writer, draft, "add", files=[file(out.getvalue())])
    (photo,) = photos(draft)
    assert (photo.width, photo.height) == (40, 90)
    assert b"Nadia" not in storage.read(photo.key)


def test_captions_and_rights_are_asked_for_before_sending(draft: Testimonial, writer: PageClient) -> None:
    album(writer, draft, "add", files=[file()])
    page = write(writer, draft, "submit", **WHOLE)
    assert page.status_code == 422
    assert "décrivez-la, ou cochez" in page.text and "accord des personnes reconnaissables" in page.text
    (photo,) = photos(draft)
    album(writer, draft, **{f"p{photo.id}_alt": "Une halle", f"p{photo.id}_rights": "y"})
    assert write(writer, draft, "submit", **WHOLE).status_code == 303


def test_renditions_are_offered_once_they_are_made(
    scene: Scene, draft: Testimonial, writer: PageClient, client: PageClient
) -> None:
    album(writer, draft, "add", files=[file(a_picture(1000, 700))], rights="y")
    (photo,) = photos(draft)
    album(writer, draft, **{f"p{photo.id}_alt": "Une halle", f"p{photo.id}_credit": "Samir"})
    write(writer, draft, "submit", **WHOLE)
    transition(scene.moderator.as_actor(), again(draft), "approve", version=again(draft).version)
    db.session.commit()
    before = client.get(again(draft).path).text
    assert f"/media/{photo.key}" in before and "<source" not in before
    while run_due("essais"):
        pass
    db.session.expire_all()
    after = client.get(draft.path).text
    stem = photo.key.rpartition(".")[0]
    assert 'type="image/avif"' in after and f"/media/{stem}-480.webp 480w" in after
    assert f"/media/{stem}-1600.avif 1000w" in after and "Samir" in after and 'alt="Une halle"' in after
    served = client.get(f"/media/{stem}-480.avif")
    assert served.status_code == 200 and served.mimetype == "image/avif"
    assert (
        served.headers["X-Content-Type-Options"] == "nosniff"
        and "sandbox" in served.headers["Content-Security-Policy"]
    )
    assert f"/media/{stem}-960.webp" in client.get("/territoires/bassin-de-brive/temoignages").text


def test_a_published_photo_can_be_removed_at_once_and_nothing_else_changes(
    app: Flask, scene: Scene, draft: Testimonial, writer: PageClient, client: PageClient
) -> None:
    album(writer, draft, "add", files=[file(), file()], rights="y")
    first, second = photos(draft)
    album(writer, draft, **{f"p{first.id}_alt": "Une halle", f"p{second.id}_alt": "Un quai"})
    write(writer, draft, "submit", **WHOLE)
    assert writer.get(home(draft, "/photos")).status_code == 303, "nothing changes while it is being read"
    transition(scene.moderator.as_actor(), again(draft), "approve", version=again(draft).version)
    db.session.commit()
    version, key = again(draft).version, photos(draft)[0].key
    assert album(writer, draft, "add", files=[file()]).status_code == 303 and len(photos(draft)) == 2
    assert album(writer, draft, f"delete:{first.id}").status_code == 303
    page = client.get(again(draft).path).text
    assert "Un quai" in page and "Une halle" not in page and again(draft).version == version + 1
    while run_due("essais"):
        pass
    assert key.rpartition("/")[2] not in folder(app)


def test_a_deleted_draft_takes_its_files_with_it(app: Flask, draft: Testimonial, writer: PageClient) -> None:
    album(writer, draft, "add", files=[file()])
    name = photos(draft)[0].key.rpartition("/")[2]
    assert name in folder(app)
    assert writer.submit(home(draft, "/supprimer"), {}).status_code == 303
    while run_due("essais"):
        pass
    assert name not in folder(app)


def test_nobody_else_touches_an_album(
    scene: Scene, draft: Testimonial, client: PageClient, signed_in: Callable[[Account], PageClient]
) -> None:
    assert client.get(home(draft, "/photos")).status_code == 302
    assert signed_in(scene.moderator).get(home(draft, "/photos")).status_code == 404
