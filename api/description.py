"""Give the Service Description: what this endpoint can do, and counts of what it holds."""

import json
from collections.abc import Mapping
from time import monotonic

from fastapi import Request, Response

from api.limits import LimitError, TooManyError
from api.problems import problem
from api.service import DefaultGraph, Service
from api.states import matches
from api.strangers import Strangers
from graph import describe, record
from graph.store import Scope, negotiation

PROPERTIES = "SELECT ?name (COUNT(*) AS ?number) { ?s ?name ?o } GROUP BY ?name ORDER BY ?name"
CLASSES = (
    "SELECT ?name (COUNT(DISTINCT ?s) AS ?number) { ?s a ?name FILTER isIRI(?name) } GROUP BY ?name ORDER BY ?name"
)
SUBJECTS = "SELECT ('subjects' AS ?name) (COUNT(DISTINCT ?s) AS ?number) { ?s ?p ?o }"
OBJECTS = "SELECT ('objects' AS ?name) (COUNT(DISTINCT ?o) AS ?number) { ?s ?p ?o }"
GRAPHS = "SELECT ('graphs' AS ?name) (COUNT(*) AS ?number) { GRAPH ?g {} }"
LISTED = 100
NAMES = f"""SELECT ?name (1 AS ?number) {{ GRAPH ?name {{}} FILTER isIRI(?name) }}
ORDER BY DESC(STRSTARTS(STR(?name), "{record.BASE}graph/")) ?name LIMIT {LISTED}"""
JSON = "application/sparql-results+json"


def count(strangers: Strangers, scope: Scope) -> describe.Counts:
    """Count what the graph holds, all within the time of one stranger's query; what does not end in it is left out."""
    ends = monotonic() + strangers.limits.seconds

    def counted(query: str) -> Mapping[str, int]:
        left = ends - monotonic()
        return _counts(strangers, query, scope, left) if left > 0 else {}

    named, names = counted(GRAPHS).get("graphs"), tuple(counted(NAMES))
    statistics = describe.Statistics(
        named=named,
        classes=counted(CLASSES),
        properties=counted(PROPERTIES),
        subjects=counted(SUBJECTS).get("subjects"),
        objects=counted(OBJECTS).get("objects"),
    )
    return statistics, names


def _counts(strangers: Strangers, query: str, scope: Scope, seconds: float) -> Mapping[str, int]:
    """Run a query for names and numbers; nothing where it takes too much."""
    try:
        body = b"".join(strangers.run(query, JSON, scope, seconds=seconds).pieces)
    except (LimitError, TooManyError):
        return {}
    rows = json.loads(body)["results"]["bindings"]
    return {row["name"]["value"]: int(row["number"]["value"]) for row in rows}


def answer(request: Request, service: Service) -> Response:
    """Describe the service in the form that the client wants."""
    accept = request.headers.get("accept")
    media_type = negotiation.choose(accept, list(describe.FORMS))
    if media_type is None:
        detail = f"The description of the service cannot be written as {accept}."
        remedy = f"Accept one of {', '.join(describe.FORMS)}; or ask something, with ?query=."
        raise problem(406, "Not acceptable", detail, remedy, parameter="Accept")
    settings = service.settings
    union = settings.default_graph is DefaultGraph.UNION
    strangers = service.strangers
    address = request.url.replace(query="", fragment="")
    tag = service.states.tag(strangers.version, str(address), media_type)
    headers = {"Vary": "Accept", **({"ETag": tag} if tag else {})}
    if matches(request.headers.get("if-none-match"), tag):
        return Response(status_code=304, headers=headers)
    counted, names = service.counts.get(strangers.version, lambda: count(strangers, Scope(union=union)))
    served = describe.Served(
        endpoint=str(address),
        graphs=str(address.replace(path="/graphs")),
        union=union,
        update=bool(settings.token and settings.allow_update),
        reach_out=settings.allow_reaching_out,
        statistics=counted,
        names=names,
    )
    return Response(describe.write(served, media_type), media_type=media_type, headers=headers)
