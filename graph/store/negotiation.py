"""Choose how an answer is written, by an HTTP Accept header (RFC 9110, section 12.5.1)."""

from collections.abc import Sequence
from dataclasses import dataclass

TABLES = {
    "application/sparql-results+json": "srj",
    "application/json": "srj",
    "application/sparql-results+xml": "srx",
    "application/xml": "srx",
    "text/xml": "srx",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
}
"""The forms of the solutions of SELECT: media type → usual suffix of a file."""

BOOLEANS = {media_type: form for media_type, form in TABLES.items() if form in {"srj", "srx"}}
"""The forms of the answer to ASK; CSV and TSV cannot say true or false."""

DATASETS = {"application/trig": "trig", "application/n-quads": "nq", "application/ld+json": "jsonld"}
"""The forms of several named graphs."""

GRAPHS = {
    "text/turtle": "ttl",
    "application/n-triples": "nt",
    "text/plain": "nt",
    "application/ld+json": "jsonld",
    "application/json": "jsonld",
    "application/rdf+xml": "rdf",
    "application/xml": "rdf",
    "application/trig": "trig",
    "application/n-quads": "nq",
}
"""The forms of one graph, as CONSTRUCT and DESCRIBE give it."""


@dataclass(frozen=True, slots=True)
class Range:
    """One media range of an Accept header and how much it is wanted, from 0 (never) to 1."""

    main: str
    sub: str
    quality: float

    def fit(self, media_type: str) -> int | None:
        """Say how closely this range names `media_type`: 2 exactly, 1 its main type, 0 anything, None not at all."""
        main, _, sub = media_type.partition("/")
        if (self.main, self.sub) == (main, sub):
            return 2
        if (self.main, self.sub) == (main, "*"):
            return 1
        return 0 if (self.main, self.sub) == ("*", "*") else None


def choose(accept: str | None, offers: Sequence[str]) -> str | None:
    """Give the offered media type that the client wants most; of equals the first, None if it wants none of them."""
    if not accept or not accept.strip():
        return offers[0]
    ranges = [_range(part) for part in accept.split(",") if part.strip()]
    wanted = max(offers, key=lambda offer: _quality(offer, ranges))
    return wanted if _quality(wanted, ranges) > 0 else None


def _quality(offer: str, ranges: Sequence[Range]) -> float:
    """Give the quality of the range that names the offer most closely."""
    fits = [(fit, each.quality) for each in ranges if (fit := each.fit(offer)) is not None]
    return max(fits)[1] if fits else 0.0


def _range(part: str) -> Range:
    name, *parameters = (piece.strip().lower() for piece in part.split(";"))
    main, _, sub = name.partition("/")
    quality = next((each[2:] for each in parameters if each.startswith("q=")), "1")
    try:
        return Range(main, sub or "*", min(1.0, max(0.0, float(quality))))
    except ValueError:
        return Range(main, sub or "*", 0.0)
