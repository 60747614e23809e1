"""Read what a server answers to a query; pure."""

from enum import Enum

import pyoxigraph as ox

from graph.errors import QueryError, StoreError
from graph.store.forms import Found
from graph.store.protocol import Scope


class Form(Enum):
    """What sort of answer a query has; the value is the media type in which it is wanted from a server."""

    TABLE = "application/sparql-results+json"
    BOOLEAN = "application/sparql-results+json, application/sparql-results+xml;q=0.5"
    TRIPLES = "application/n-triples"


_FORMS: dict[type[Found], Form] = {
    ox.QuerySolutions: Form.TABLE,
    ox.QueryBoolean: Form.BOOLEAN,
    ox.QueryTriples: Form.TRIPLES,
}
_ALL = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"


def form(query: str, scope: Scope) -> Form:
    """Tell what a query asks for, by asking it of nothing.

    Raises QueryError, so that all stores refuse what is malformed in the same words.
    """
    try:
        return _FORMS[type(ox.Store().query(query, prefixes=dict(scope.prefixes), base_iri=scope.base))]
    except (SyntaxError, ValueError) as error:
        raise QueryError(f"the query is not SPARQL: {error}") from error


def standard(body: bytes, blank: str) -> bytes:
    """Name blank nodes in JSON as the standard does, where their names begin with `blank`.

    What stands within a literal is left as it is, since quotation marks are escaped there.
    """
    before = b'"bnode", "value": "'
    return body.replace(before + blank.encode(), before) if blank else body


def found(body: bytes, form: Form, url: str) -> Found:
    """Read an answer.

    Raises StoreError where it is not what was asked for.
    """
    if form is Form.TABLE:
        return table(body, url)
    try:
        return _triples(body) if form is Form.TRIPLES else _boolean(_parsed(body))
    except (SyntaxError, ValueError) as error:
        raise _unreadable(url, error) from error


def table(body: bytes, url: str) -> ox.QuerySolutions:
    """Read an answer to SELECT.

    Raises StoreError where it is none.
    """
    try:
        read = _parsed(body)
    except (SyntaxError, ValueError) as error:
        raise _unreadable(url, error) from error
    if not isinstance(read, ox.QuerySolutions):
        raise _unreadable(url, "a yes or no instead of a table")
    return read


def _parsed(body: bytes) -> Found:
    return ox.parse_query_results(body, ox.QueryResultsFormat.JSON)


def _unreadable(url: str, what: object) -> StoreError:
    return StoreError(f"{url} answers what cannot be read ({what}); is it a SPARQL 1.1 server?")


def _triples(body: bytes) -> Found:
    answer = ox.Store()
    answer.load(body, ox.RdfFormat.N_TRIPLES)
    return answer.query(_ALL)


def _boolean(read: Found) -> Found:
    """Take a table for yes where it has a row with something other than 0: Virtuoso answers ASK so."""
    if not isinstance(read, ox.QuerySolutions):
        return read
    values = [getattr(value, "value", "0") for solution in read for value in solution]
    return ox.Store().query(
        "ASK {}" if any(value not in ("0", "false") for value in values) else "ASK { FILTER(false) }"
    )
