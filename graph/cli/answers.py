"""Show an answer to a person: the sentence first, then what it rests on."""

from typing import TYPE_CHECKING

from rich.text import Text

from graph.cli.screen import out
from graph.cli.words import held, linked, told

if TYPE_CHECKING:
    from graph.ask import Answer
    from graph.find import EvidenceFound, InteractionFound


def show_answer(answer: "Answer", *, with_query: bool = False) -> None:
    """Print the answer, each interaction and office held with its evidence, and the query where that is wanted."""
    screen = out()
    screen.print(Text(answer.text, style="bold"))
    for interaction in answer.interactions:
        screen.print(Text("\n  ") + _interaction(interaction))
        _show_evidence(interaction.evidence)
    for office in answer.offices:
        screen.print(Text(f"\n  {held(office)}", style="cyan"))
        _show_evidence(office.evidence)
    for contact in answer.path if not answer.interactions else ():
        screen.print(Text(f"  {linked(contact)}", style="cyan"))
    if answer.suggestions:
        screen.print("\nQuestions like these are understood:")
        for suggestion in answer.suggestions:
            screen.print(Text(f"  {suggestion}"))
    if with_query and answer.sparql:
        screen.print(Text(f"\n{answer.sparql}", style="dim"))


def _interaction(found: "InteractionFound") -> Text:
    return Text.assemble(
        (told(found), "cyan"), ("" if found.confidence >= 1 else f" · confidence {found.confidence:.2f}", "dim")
    )


def _show_evidence(evidence: "tuple[EvidenceFound, ...]") -> None:
    for shown in evidence:
        about = "".join(f", {fact}" for fact in (shown.publisher, shown.published) if fact)
        place = f"{shown.document}{about}, characters {shown.start}–{shown.end}"
        out().print(Text.assemble("    “", " ".join(shown.sentence.split()), "” ", (place, "dim")))
