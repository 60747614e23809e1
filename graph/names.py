"""Bring names into forms that can be compared and put into IRIs; standard library only."""

import re
import unicodedata
from functools import lru_cache

_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"} | dict.fromkeys("'’‘ʼʻ`´′", "")
)
_INITIAL = re.compile(r"(?<=\b\w)\.")
_OTHER = re.compile(r"[\W_]+")
_WIKIDATA = re.compile(
    r"(?:wd:|https?://(?:www\.|m\.)?wikidata\.org/(?:entity|wiki)/)?(Q[1-9]\d{0,11})/?(?:#.*)?",
    re.ASCII | re.IGNORECASE,
)


@lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """Give a name without case, accents and punctuation, words apart by a space: `U.S. Łukasz` → `us lukasz`."""
    apart = unicodedata.normalize("NFKD", _INITIAL.sub("", text).casefold().translate(_LETTERS))
    plain = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return _OTHER.sub(" ", unicodedata.normalize("NFC", plain)).strip()


def slug(text: str, longest: int = 80) -> str:
    """Give a name as a readable part of an IRI: `Ada Lovelace` → `ada-lovelace`; letters of other scripts stay."""
    return fold(text).replace(" ", "-")[:longest].strip("-") or "unnamed"


def wikidata_id(text: str) -> str | None:
    """Give the id in Wikidata (`Q42`) that an id or an address of an entity means; None where it is neither."""
    found = _WIKIDATA.fullmatch(text.strip())
    return found[1].upper() if found else None
