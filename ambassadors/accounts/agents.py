"""What a browser says of itself, in words a person recognises."""

_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_MACHINES = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("CrOS", "ChromeOS"),
    ("Macintosh", "Mac"),
    ("Linux", "Linux"),
)


def agent_in_words(agent: str) -> str:
    """Return «Firefox sur Windows», or what can be said."""
    browser = _first(_BROWSERS, agent)
    machine = _first(_MACHINES, agent)
    if browser and machine:
        return f"{browser} sur {machine}"
    return browser or machine or "Navigateur inconnu"


def _first(names: tuple[tuple[str, str], ...], agent: str) -> str:
    return next((word for mark, word in names if mark in agent), "")
