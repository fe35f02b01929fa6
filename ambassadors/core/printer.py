"""The worker's side of paper: lays a page out as a tagged PDF. Never imported by the web (WeasyPrint is heavy)."""

from urllib.parse import urlsplit

from flask import current_app
from PIL import ImageFile

from .storage import read

try:
    from weasyprint import HTML
    from weasyprint.urls import URLFetcher, URLFetcherResponse
except OSError:  # the Python side is there, Pango is not
    HTML = None
# WeasyPrint lets Pillow read halves of pictures, for the whole process: what people send is still refused when cut.
ImageFile.LOAD_TRUNCATED_IMAGES = False

MISSING = "Pango est introuvable : les dossiers ne se font pas en PDF. Sur Debian ou Ubuntu : apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"


def can_print() -> bool:
    """Tell whether the machine has what WeasyPrint stands on."""
    return HTML is not None


def to_pdf(page: str) -> bytes:
    """Lay out a whole HTML page, tagged for accessibility (PDF/UA-1); its relative addresses are the site's own."""
    base = current_app.config["SITE_URL"]
    document = HTML(string=page, base_url=f"{base}/", url_fetcher=OwnFiles())
    pdf: bytes = document.write_pdf(pdf_variant="pdf/ua-1", optimize_images=True, dpi=200, jpeg_quality=82)
    return pdf


if HTML is not None:

    class OwnFiles(URLFetcher):
        """Reads the site's own files and pictures, from within; no page makes the worker ask another host."""

        def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
            """Return a file of the site or of its store."""
            site, media = current_app.config["SITE_URL"], current_app.config["MEDIA_URL"].rstrip("/")
            if url.startswith(f"{media}/"):
                return URLFetcherResponse(url, read(url.removeprefix(f"{media}/")))
            if not url.startswith(f"{site}/"):
                raise ValueError(f"adresse étrangère : {url}")
            answer = current_app.test_client(use_cookies=False).get(urlsplit(url).path, base_url=site)
            if answer.status_code != 200:
                raise ValueError(f"{answer.status_code} : {url}")
            return URLFetcherResponse(url, answer.data, {"Content-Type": answer.content_type})
