"""The pictures of the demonstration: the same for the same name, never a blank box."""

from io import BytesIO

import pytest
from PIL import Image

from ambassadors.demo.paintings import SCENES, paint


@pytest.mark.parametrize("kind", SCENES)
def test_each_kind_is_painted_in_many_colours(kind: str) -> None:
    picture = Image.open(BytesIO(paint(kind, "un-portrait-0", 600, 400)))
    assert (picture.format, picture.size) == ("JPEG", (600, 400))
    colours = picture.convert("RGB").reduce(8).getcolors(10_000)
    assert colours and len(colours) > 400


def test_a_name_has_its_own_picture() -> None:
    assert paint("hills", "a", 300, 200) == paint("hills", "a", 300, 200)
    assert paint("hills", "a", 300, 200) != paint("hills", "b", 300, 200)
    assert paint("inconnu", "a", 300, 200)
