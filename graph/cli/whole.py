"""Commands for the graph as a whole: `stats`, `check`, `export` and `serve`."""

import socket
from pathlib import Path
from typing import Annotated

import typer

from graph.cli.exits import Exit, finish
from graph.cli.options import DEFAULTS, Db, Json, Ontology
from graph.cli.report import show_stats, stats_json
from graph.cli.screen import counted, out, show_json, talk
from graph.errors import ActorGraphError

GRACE_SECONDS = 3
"""How long requests may go on after Ctrl-C."""


def stats(db: Db = DEFAULTS.db, as_json: Json = False) -> None:
    """Count what the graph holds."""
    from graph import find
    from graph.store import open_store

    with open_store(db, read_only=True) as store:
        counts = find.stats(store)
    if as_json:
        show_json(stats_json(counts))
    else:
        show_stats(counts)


def check(db: Db = DEFAULTS.db, ontology: Ontology = DEFAULTS.ontology, as_json: Json = False) -> None:
    """Check the graph against its SHACL shapes; exit code 1 where it does not validate."""
    from graph.check import check as problems_of
    from graph.store import open_store

    with open_store(db, read_only=True) as store:
        problems = problems_of(store, ontology)
    if as_json:
        told = [{"node": problem.node, "rule": problem.rule, "value": problem.value} for problem in problems]
        show_json({"conforms": not problems, "problems": told})
    else:
        for problem in problems:
            out().print(str(problem), markup=False)
        talk().print(f"{counted(len(problems), 'problem')} found" if problems else "the graph validates")
    if problems:
        finish(Exit.PARTLY)


def export(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="Its suffix says how: .graphml .gexf .csv .ttl .nq .jsonld")
    ],
    db: Db = DEFAULTS.db,
) -> None:
    """Write the graph to a file, for Gephi, Cytoscape, networkx, a spreadsheet or another store."""
    from graph.export import export as write
    from graph.store import open_store

    with open_store(db, read_only=True) as store:
        write(store, file)
    talk().print(f"wrote {file}", markup=False)


def serve(
    db: Db = DEFAULTS.db,
    host: Annotated[str, typer.Option("--host", metavar="ADDRESS", help="The address to listen at.")] = "127.0.0.1",
    port: Annotated[
        int, typer.Option("--port", metavar="PORT", min=1, max=65535, help="The port to listen at.")
    ] = 8000,
    ontology: Ontology = DEFAULTS.ontology,
    token: Annotated[
        str | None,
        typer.Option("--token", metavar="TOKEN", envvar="ACTORGRAPH_TOKEN", help="Let clients write that show it."),
    ] = None,
    allow_update: Annotated[
        bool, typer.Option("--allow-update", help="Let clients with the token send SPARQL updates, too.")
    ] = False,
    allow_service: Annotated[
        bool, typer.Option("--allow-service", help="Let SERVICE and LOAD ask other servers, whichever they name.")
    ] = False,
    unnamed: Annotated[
        bool,
        typer.Option("--unnamed-default-graph", help="Show queries the unnamed graph, not the union of all."),
    ] = False,
    origin: Annotated[
        list[str] | None,
        typer.Option("--origin", metavar="URL", help="Let only pages of this web site read the API; may be repeated."),
    ] = None,
    query_seconds: Annotated[
        float, typer.Option("--query-seconds", metavar="N", min=0.1, help="How long a SPARQL query may take.")
    ] = 10,
    query_most_seconds: Annotated[
        float,
        typer.Option("--query-most-seconds", metavar="N", min=0.1, help="How long it may take by its own timeout=."),
    ] = 60,
    query_memory: Annotated[
        int, typer.Option("--query-memory", metavar="MIB", min=32, help="How much memory it may need, in MiB.")
    ] = 1024,
    query_rows: Annotated[
        int, typer.Option("--query-rows", metavar="N", min=1, help="How many rows its answer may have.")
    ] = 1_000_000,
    queries: Annotated[
        int, typer.Option("--queries", metavar="N", min=1, help="How many queries may run at the same time.")
    ] = 4,
) -> None:
    """Serve the HTTP API and the page, until Ctrl-C."""
    import uvicorn

    from api import DefaultGraph, Limits, ServeSettings, create_app
    from graph.knowledge import Knowledge
    from graph.store import open_store

    if allow_update and not token:
        raise ActorGraphError("--allow-update needs a token that tells who may; give one with --token")
    settings = ServeSettings(
        ontology=ontology,
        token=token,
        allow_update=allow_update,
        allow_reaching_out=allow_service,
        default_graph=DefaultGraph.UNNAMED if unnamed else DefaultGraph.UNION,
        origins=tuple(origin or ("*",)),
        limits=Limits(
            seconds=query_seconds,
            most_seconds=max(query_seconds, query_most_seconds),
            memory=query_memory << 20,
            rows=query_rows,
            at_once=queries,
        ),
    )
    knowledge = Knowledge.load(ontology)
    with open_store(db, existing=True) as store, _listening(host, port) as listener:
        shown = f"[{host}]" if ":" in host else host
        talk().print(
            f"The page: http://{shown}:{port}/  ·  the API: http://{shown}:{port}/docs  ·  Ctrl-C ends it", markup=False
        )
        app = create_app(store, knowledge, settings)
        config = uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=GRACE_SECONDS)
        uvicorn.Server(config).run(sockets=[listener])


def _listening(host: str, port: int) -> socket.socket:
    """Take the port, before anything is promised.

    Raises ActorGraphError where it cannot be had.
    """
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        listener = socket.create_server((host, port), family=family)
    except OSError as error:
        raise ActorGraphError(
            f"cannot listen at {host}:{port} ({error.strerror}); choose another with --port or --host"
        ) from error
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # asyncio sets it only where the protocol is named
    return listener
