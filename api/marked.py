"""A document as a page, with the evidence marked: pure, and everything that comes from the text is escaped."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from pathlib import Path
from string import Template
from urllib.parse import urlsplit

from api.schemas import Span, spans
from graph.find import DocumentFound
from graph.model import Document

TEMPLATE = Path(__file__).parent / "page" / "document.html"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text and the spans that cover it all; `anchor` is true where one of them starts."""

    start: int
    text: str
    covering: tuple[Span, ...]
    anchor: bool


def pieces(text: str, shown: Sequence[Span]) -> Iterator[Piece]:
    """Cut a text wherever a span starts or ends, so that spans may overlap."""
    inside = [span for span in shown if 0 <= span.start < span.end <= len(text)]
    starts = {span.start for span in inside}
    cuts = sorted({0, len(text), *starts, *(span.end for span in inside)})
    for start, end in pairwise(cuts):
        covering = tuple(span for span in inside if span.start <= start and end <= span.end)
        yield Piece(start, text[start:end], covering, start in starts)


def page(found: DocumentFound) -> str:
    """Give the document as HTML: what it says as a list, and its text with the places that show it."""
    shown = spans(found)
    document = found.document
    return Template(TEMPLATE.read_text(encoding="utf-8")).substitute(
        title=escape(document.title or document.id),
        about=_about(document),
        says="\n".join(_item(span) for span in shown) or "<li>Nothing that this program looks for.</li>",
        text="".join(_piece(piece) for piece in pieces(document.text, shown)),
    )


def _about(document: Document) -> str:
    parts = [escape(document.publisher)] if document.publisher else []
    if document.published:
        parts.append(
            f'<time datetime="{document.published}">{document.published.day} {document.published:%B %Y}</time>'
        )
    if document.url and urlsplit(document.url).scheme in ("http", "https"):
        parts.append(f'<a href="{escape(document.url)}" rel="noopener noreferrer">where it was published</a>')
    return " · ".join([*parts, f"<code>{escape(document.id)}</code>"])


def _item(span: Span) -> str:
    return "".join(f'<li><a href="#at-{span.start}">{escape(words)}</a></li>' for words in span.says)


def _piece(piece: Piece) -> str:
    if not piece.covering:
        return escape(piece.text)
    says = "\n".join(words for span in piece.covering for words in span.says)
    anchor = f' id="at-{piece.start}"' if piece.anchor else ""
    return f'<mark{anchor} title="{escape(says)}">{escape(piece.text)}</mark>'
