"""What the storage of files holds."""

import obstore

from ambassadors.core.storage import store


def keys_under(folder: str) -> set[str]:
    """List the keys of a folder of the storage."""
    return {one["path"] for one in obstore.list(store(), prefix=folder).collect()}
