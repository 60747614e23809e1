"""Show what the graph holds: counts, and after a build the most that a reader would want to see first."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from rich.text import Text

from graph.cli.screen import counted, out
from graph.cli.words import held, told

if TYPE_CHECKING:
    from graph.build import Report
    from graph.find import Stats
    from graph.store import Store

SHOWN = 8
"""How many actors, offices held and interactions a build shows."""


def stats_json(counts: "Stats") -> dict[str, Any]:
    """Give the counts as JSON."""
    return {
        "documents": counts.documents,
        "actors": {kind.value: number for kind, number in counts.actors.items()},
        "offices_held": counts.offices_held,
        "interactions": {kind.value: number for kind, number in counts.interactions.items()},
        "statuses": {status.value: number for status, number in counts.statuses.items()},
    }


def show_stats(counts: "Stats") -> None:
    """Print the counts, one line for each sort of thing."""
    _line("documents", counts.documents)
    _line("actors", sum(counts.actors.values()), counts.actors)
    _line("offices held", counts.offices_held)
    _line("interactions", sum(counts.interactions.values()), counts.interactions)
    _line("", "", counts.statuses)


def _line(name: str, number: int | str, parts: Mapping[Any, int] | None = None) -> None:
    told = " · ".join(f"{part.value} {count:,}" for part, count in (parts or {}).items() if count)
    shown = f"{number:,}" if isinstance(number, int) else number
    if name or told:
        out().print(Text(f"{name:<12}  {shown:>7}  {told}".rstrip()))


def report_json(report: "Report") -> dict[str, Any]:
    """Give what a build did as JSON."""
    return {
        "read": report.read,
        "unchanged": report.unchanged,
        "failed": list(report.failed),
        "stats": stats_json(report.stats),
    }


def show_report(report: "Report", store: "Store") -> None:
    """Print what a build did, what the graph holds now, and some of it."""
    from graph import find

    unchanged = f", {report.unchanged:,} unchanged" if report.unchanged else ""
    failed = f", {len(report.failed):,} left out" if report.failed else ""
    out().print(f"read {counted(report.read, 'document')}{unchanged}{failed}; the graph holds:\n")
    show_stats(report.stats)
    actors = find.actors(store, limit=SHOWN)
    _show(
        "actors in most interactions",
        [f"{a.name} ({a.kind.value}): {a.interactions:,}" for a in actors.items],
        actors.total,
    )
    offices = find.offices(store)
    _show("offices held", [held(office) for office in offices[:SHOWN]], len(offices))
    interactions = find.interactions(store, limit=SHOWN)
    _show("interactions, newest first", [told(found) for found in interactions.items], interactions.total)


def _show(title: str, lines: list[str], total: int) -> None:
    if not lines:
        return
    screen = out()
    screen.print(Text(f"\n{title}", style="bold"))
    for line in lines:
        screen.print(Text(f"  {line}"))
    if total > len(lines):
        screen.print(Text(f"  … and {total - len(lines):,} more", style="dim"))
