"""Play the HTTP exchanges that the protocol suites write down."""

from collections.abc import Iterator
from dataclasses import dataclass

import httpx
from rdflib import Graph, Namespace
from rdflib.collection import Collection
from rdflib.term import Node

from tests.w3c.reading import MF, Test
from tests.w3c.serving import WRITER, Server

CNT = Namespace("http://www.w3.org/2011/content#")
HT = Namespace("http://www.w3.org/2011/http#")
NAMED = {"OK": 200, "Created": 201, "NoContent": 204, "NotFound": 404}
FORMATS = {
    "boolean": {"application/sparql-results+json", "application/sparql-results+xml"},
    "tabular": {
        *("application/sparql-results+json", "application/sparql-results+xml"),
        *("text/csv", "text/tab-separated-values"),
    },
    "RDF": {"application/rdf+xml", "text/turtle", "application/n-triples", "text/html"},
}


@dataclass(frozen=True)
class Exchange:
    """A request and what its response shall be."""

    manifest: Graph
    node: Node

    def text(self, name: str) -> str:
        return str(self.manifest.value(self.node, HT[name]))

    @property
    def response(self) -> Node:
        return next(self.manifest.objects(self.node, HT.resp))

    def headers(self, of: Node) -> dict[str, str]:
        listed = self.manifest.value(of, HT.headers)
        found = Collection(self.manifest, listed) if listed else ()
        return {
            str(self.manifest.value(each, HT.fieldName)): str(self.manifest.value(each, HT.fieldValue))
            for each in found
        }

    def body(self, of: Node) -> bytes | None:
        content = self.manifest.value(of, HT.body)
        if content is None:
            return None
        encoding = str(self.manifest.value(content, CNT.characterEncoding))
        return str(self.manifest.value(content, CNT.chars)).encode(encoding)


def exchanges(test: Test) -> Iterator[Exchange]:
    requests = test.one(MF.action, HT.requests)
    assert requests is not None
    yield from (Exchange(test.manifest, node) for node in Collection(test.manifest, requests))


def play(server: Server, test: Test, paths: dict[str, str]) -> None:
    """Play a test; `paths` says what stands for the paths of the manifest, and for variables once they are known."""
    known = dict(paths)
    for exchange in exchanges(test):
        path = _filled(exchange.text("absolutePath"), known)
        body = exchange.body(exchange.node)
        if body is not None and b"$" in body:
            body = _filled(body.decode(), known).encode()
        headers = {name: value.encode() for name, value in exchange.headers(exchange.node).items()}
        answered = server.client.request(exchange.text("methodName"), path, content=body, headers={**WRITER, **headers})
        _check(exchange, answered)
        location = exchange.manifest.value(exchange.response, MF.expectedLocation)
        if location is not None:
            known[str(location)] = answered.headers["location"]


def _filled(text: str, known: dict[str, str]) -> str:
    for name, value in known.items():
        text = text.replace(name, value, 1)
    return text


def _check(exchange: Exchange, answered: httpx.Response) -> None:
    manifest, response = exchange.manifest, exchange.response
    expected = [str(each).rpartition("#")[2] for each in manifest.objects(response, MF.expectedStatus)]
    assert any(_is(answered.status_code, name) for name in expected), (answered.status_code, expected, answered.text)
    if answered.status_code >= 400:
        return
    content_type = answered.headers.get("content-type", "").partition(";")[0]
    form = manifest.value(response, MF.expectedFormat)
    if form is not None:
        assert content_type in FORMATS[str(form)]
    boolean = manifest.value(response, MF.expectedBoolean)
    if boolean is not None:
        assert answered.json()["boolean"] is boolean.toPython()
    for name, value in exchange.headers(response).items():
        assert answered.headers[name].replace(" ", "") == value.replace(" ", "")
    body = exchange.body(response)
    if body is not None:
        wanted = Graph().parse(data=body, format="turtle")
        assert Graph().parse(data=answered.content, format="turtle").isomorphic(wanted), answered.text


def _is(status: int, name: str) -> bool:
    return NAMED.get(name) == status or name == f"StatusCode{status // 100}xx"
