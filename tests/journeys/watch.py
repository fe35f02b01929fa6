"""Listens to everything a browser complains of, on every page it shows."""

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, Response, WebError

LOCAL = ("data:", "blob:", "about:")
# Chromium repeats in its console each answer of 400 and more; `_answered` tells those that matter.
REPEATED = "Failed to load resource: the server responded"


class Watch:
    """What went wrong behind the pages: scripts, policy, outside hosts, files that are missing."""

    def __init__(self, site: str) -> None:
        self.site = site
        self.problems: list[str] = []
        self.pages = 0

    def over(self, context: BrowserContext) -> None:
        """Watch the tabs of a browser."""
        context.on("console", self._said)
        context.on("weberror", self._broke)
        context.on("request", self._asked)
        context.on("response", self._answered)

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not message.text.startswith(REPEATED):
            self.problems.append(f"console: {message.text} ({message.location['url']})")

    def _broke(self, error: WebError) -> None:
        where = error.page.url if error.page else "?"
        self.problems.append(f"script: {error.error} ({where})")

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((self.site + "/", *LOCAL)):
            self.problems.append(f"outside host: {request.url}")

    def _answered(self, response: Response) -> None:
        is_page = response.request.resource_type == "document"
        self.pages += is_page
        # A refused form and a stale draft are answers; a picture or a script that is missing is a fault.
        is_fault = response.status >= (500 if is_page or response.request.resource_type == "fetch" else 400)
        if is_fault:
            self.problems.append(f"{response.status}: {response.url}")
