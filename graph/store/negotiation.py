"""Choose how the result of a query is written, from an HTTP Accept header."""

from pyoxigraph import QueryResultsFormat, RdfFormat

Format = QueryResultsFormat | RdfFormat

_SOLUTIONS: dict[str, Format] = {
    "application/sparql-results+json": QueryResultsFormat.JSON,
    "application/json": QueryResultsFormat.JSON,
    "application/sparql-results+xml": QueryResultsFormat.XML,
    "application/xml": QueryResultsFormat.XML,
    "text/xml": QueryResultsFormat.XML,
    "text/csv": QueryResultsFormat.CSV,
    "text/tab-separated-values": QueryResultsFormat.TSV,
}

_TRIPLES: dict[str, Format] = {
    "text/turtle": RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "text/plain": RdfFormat.N_TRIPLES,
    "application/ld+json": RdfFormat.JSON_LD,
    "application/json": RdfFormat.JSON_LD,
    "application/rdf+xml": RdfFormat.RDF_XML,
    "application/xml": RdfFormat.RDF_XML,
}


def solutions_format(accept: str) -> tuple[str, QueryResultsFormat]:
    """Choose for SELECT (and ASK) between JSON, XML, CSV and TSV; JSON where nothing fits."""
    media, chosen = _choose(accept, _SOLUTIONS)
    assert isinstance(chosen, QueryResultsFormat)
    return media, chosen


def boolean_format(accept: str) -> tuple[str, QueryResultsFormat]:
    """Choose for ASK between JSON and XML, which alone can say true or false; JSON where nothing fits."""
    able = {
        media: form for media, form in _SOLUTIONS.items() if form in (QueryResultsFormat.JSON, QueryResultsFormat.XML)
    }
    media, chosen = _choose(accept, able)
    assert isinstance(chosen, QueryResultsFormat)
    return media, chosen


def triples_format(accept: str) -> tuple[str, RdfFormat]:
    """Choose for CONSTRUCT and DESCRIBE between Turtle, N-Triples, JSON-LD and RDF/XML; Turtle where nothing fits."""
    media, chosen = _choose(accept, _TRIPLES)
    assert isinstance(chosen, RdfFormat)
    return media, chosen


def _choose(accept: str, offered: dict[str, Format]) -> tuple[str, Format]:
    for wanted in _by_preference(accept):
        for media, chosen in offered.items():
            if wanted in (media, "*/*") or (wanted.endswith("/*") and media.startswith(wanted[:-1])):
                return media, chosen
    return next(iter(offered.items()))


def _by_preference(accept: str) -> list[str]:
    weighed = []
    for part in accept.split(","):
        media, *parameters = (piece.strip().lower() for piece in part.split(";"))
        quality = next((piece[2:] for piece in parameters if piece.startswith("q=")), "1")
        weighed.append((media, _number(quality)))
    return [media for media, quality in sorted(weighed, key=lambda found: -found[1]) if quality > 0]


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0
