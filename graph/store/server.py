"""Find out where a server takes queries, updates and graphs, and what sort of server it is."""

from dataclasses import dataclass
from urllib.parse import urljoin

import httpx

from graph.errors import QueryError, StoreError
from graph.store.address import Address
from graph.store.dialects import KNOWN, Dialect, dialect
from graph.store.exchange import Exchange, Request

TABLE = "application/sparql-results+json"


@dataclass(frozen=True, slots=True)
class Server:
    """The addresses of one server, and how it differs from others."""

    query: str
    update: str
    graphs: str
    dialect: Dialect


def find(address: Address, exchange: Exchange) -> Server:
    """Ask at the address itself, and where known servers listen beneath it.

    Raises StoreError where none of these answers a query.
    """
    beneath = address.url if address.url.endswith("/") else f"{address.url}/"
    tried = dict.fromkeys([address.url, *(urljoin(beneath, known.query) for known in KNOWN)])
    failures: list[Exception] = []
    for url in tried:
        try:
            response = exchange.send(_smallest(url))
        except QueryError as error:
            failures.append(error)
        except StoreError as error:
            if isinstance(error.__cause__, httpx.TransportError):
                raise
            failures.append(error)
        else:
            if "sparql-results" in response.headers.get("content-type", ""):
                return _at(str(response.url), address, dialect(response.headers.get("server", "")))
    first = f": {failures[0]}" if failures else ""
    raise StoreError(f"no SPARQL server answers queries at {address.url}{first}")


def _smallest(url: str) -> Request:
    return Request("POST", url, headers={"Accept": TABLE}, form={"query": "ASK {}"})


def _at(query: str, address: Address, known: Dialect) -> Server:
    return Server(
        query,
        address.update or urljoin(query, known.update),
        address.graphs or urljoin(query, known.graphs),
        known,
    )
