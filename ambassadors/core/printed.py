"""What a row keeps of the PDF made of it."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column


class Printed:
    """Columns of a row that is read on paper too: where the file is, and of what it was made."""

    print_key: Mapped[str | None] = mapped_column(String(120))
    print_mark: Mapped[str | None] = mapped_column(String(64))  # of the page that was laid out
    print_size: Mapped[int | None]  # bytes
    printed_at: Mapped[datetime | None]
