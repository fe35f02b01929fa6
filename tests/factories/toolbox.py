"""Things in toolboxes, and the PDF files that people send."""

import zlib

from ambassadors.access.actor import Actor
from ambassadors.accounts.models import Account
from ambassadors.core.storage import put
from ambassadors.territories.models import Territory
from ambassadors.toolbox.models import FOLDER, PRIVATE, Tool
from ambassadors.toolbox.service import Said, add_tool
from tests.factories.pictures import a_picture

PHRASE = "J’habite ici et je réponds à vos questions, les plus terre à terre comprises."


def a_phrase(territory: Territory, author: Account, title: str = "Se présenter", text: str = PHRASE) -> Tool:
    """Put a sentence in a toolbox."""
    return add_tool(Actor(author.id, author.name, is_admin=True), territory, "phrase", Said(title, text))


def a_visual(territory: Territory, author: Account, title: str = "Les coteaux") -> Tool:
    """Put a picture in a toolbox."""
    data = a_picture(300, 200)
    file = {
        "file_key": put(data, FOLDER, PRIVATE),
        "preview_key": put(data, FOLDER, f"jpg.{PRIVATE}"),
        "extension": "jpg",
        "size": len(data),
        "width": 300,
        "height": 200,
    }
    said = Said(title, "Pour un message.", alt="Des coteaux.", credit="Nadia Ferhat", file=file)
    return add_tool(Actor(author.id, author.name, is_admin=True), territory, "visual", said)


def a_pdf(more: bytes = b"", packed: bytes = b"") -> bytes:
    """Make a PDF of one empty page; `more` stands in its catalogue, `packed` in a compressed stream of objects."""
    out = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R " + more + b" >>\nendobj\n"
    out += b"2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n"
    out += b"3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>\nendobj\n"
    if packed:
        body = zlib.compress(packed)
        head = b"4 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length %d >>\n" % len(body)
        out += head + b"stream\n" + body + b"\nendstream\nendobj\n"
    at = len(out)
    return out + b"xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % at
