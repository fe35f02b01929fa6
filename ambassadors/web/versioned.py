"""A form opened on a version of something, which it tells when it is sent."""

from wtforms import HiddenField

from .forms import BaseForm


class VersionedForm(BaseForm):
    """What two people may have opened at once."""

    version = HiddenField()

    @property
    def seen_version(self) -> int:
        """Return the version this form was opened on; 0 where it is unreadable."""
        text = str(self.version.data or "")
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
