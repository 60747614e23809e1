"""A day of publication as people and programs write it."""

import re
from datetime import date

ISO_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ].*)?")


def day_from(written: str) -> date:
    """Read `2024-10-09`, also with a time of day after it; the day counts as written, in whatever time zone.

    Raises ValueError that says how a day is written.
    """
    match = ISO_DAY.fullmatch(written.strip())
    try:
        return date.fromisoformat(match[1] if match else "")
    except ValueError as error:
        raise ValueError(f"{written[:60]!r} is not a day; write it as year, month and day: 2024-10-09") from error
