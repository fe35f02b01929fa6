"""Where a Chromium is, and how it is started here; as a command, says loudly that there is none."""

import os
import shutil

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
)
NONE_FOUND = """
┌──────────────────────────────────────────────────────────────────────────────┐
│  AUCUN CHROMIUM : les parcours dans le navigateur NE SONT PAS TESTÉS.        │
│  Sur Debian : apt install chromium — ou CHROMIUM=/chemin/vers/le/navigateur  │
└──────────────────────────────────────────────────────────────────────────────┘
"""


def chromium() -> str | None:
    """Find a Chromium: the one named by CHROMIUM, else the first of the usual names."""
    chosen = os.environ.get("CHROMIUM")
    return shutil.which(chosen) if chosen else next(filter(None, map(shutil.which, NAMES)), None)


if __name__ == "__main__":
    if not chromium():
        print(NONE_FOUND, flush=True)
