"""What becomes of the files people send as PDF."""

from io import BytesIO

import pytest
from werkzeug.datastructures import FileStorage

from ambassadors.core.documents import ACTIVE, LOCKED, NOT_A_PDF, DocumentRefused, is_pdf, read_document
from ambassadors.core.pictures import EMPTY, LARGEST_FILE, TOO_HEAVY
from tests.factories.pictures import a_picture
from tests.factories.toolbox import a_pdf


def sent(data: bytes) -> FileStorage:
    return FileStorage(BytesIO(data), filename="plaquette.pdf")


@pytest.mark.parametrize("data", [a_pdf(), a_pdf(packed=b"5 0 << /Type /Font >>"), a_pdf(b"/JSON 1")])
def test_a_document_that_shows_pages_is_kept_as_it_is(data: bytes) -> None:
    file = sent(data)
    assert is_pdf(file) and read_document(file).data == data
    assert file.stream.read() == data  # it is read again to tell two sendings apart


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", EMPTY),
        (b"%PDF-1.7\n", NOT_A_PDF),
        (a_pdf()[:-20], NOT_A_PDF),
        (b"<html><script>x</script>" + a_pdf(), NOT_A_PDF),
        (b"%PDF-1.7<html>" + b"x" * 3000, NOT_A_PDF),
        (a_pdf().replace(b"startxref\n", b"startxref\n9999999"), NOT_A_PDF),
        (a_pdf() + b"<script>alert(1)</script>", NOT_A_PDF),
        (a_pdf(b"/OpenAction << /S /JavaScript /JS (app.alert) >>"), ACTIVE),
        (a_pdf(b"/OpenAction << /S /Java#53cript >>"), ACTIVE),
        (a_pdf(b"/AA << /O << /S /Launch /F (cmd.exe) >> >>"), ACTIVE),
        (a_pdf(b"/Names << /EmbeddedFiles 9 0 R >>"), ACTIVE),
        (a_pdf(packed=b"5 0 << /S /JavaScript >>"), ACTIVE),
        (a_pdf(b"/Encrypt 9 0 R"), LOCKED),
        (a_pdf(packed=b"x" * (33 * 1024 * 1024)), NOT_A_PDF),
        (a_pdf(b" " * LARGEST_FILE), TOO_HEAVY),
    ],
    ids=[
        "empty", "head alone", "cut", "page before", "page inside", "no table", "page after", "script",
        "script in disguise", "launch", "files inside", "packed script", "locked", "bomb", "heavy",
    ],
)  # fmt: skip  # a table reads as a table
def test_others_are_refused_with_their_reason(data: bytes, reason: str) -> None:
    with pytest.raises(DocumentRefused) as refused:
        read_document(sent(data))
    assert refused.value.message == reason


def test_a_picture_is_no_pdf_whatever_its_name() -> None:
    assert not is_pdf(sent(a_picture()))
