"""A web page that somebody saved: its paragraphs, and what its head says of it."""

from datetime import date
from html.parser import HTMLParser
from pathlib import Path

from graph.model import Document
from graph.read.days import day_from

BLOCKS = frozenset({"p", "h1", "h2", "h3", "h4", "li", "blockquote", "figcaption", "td", "pre"})
"""Elements whose text is read, each as a line of its own."""

PASSED_OVER = frozenset(
    {"script", "style", "nav", "header", "footer", "aside", "form", "button", "noscript", "template"}
)
"""Elements that hold no text of the article."""

DAY = ("article:published_time", "datepublished", "date", "dc.date", "dcterms.date", "dc.date.issued", "pubdate")
TITLE = ("og:title", "dc.title")
URL = ("og:url",)
PUBLISHER = ("og:site_name", "dc.publisher", "publisher")


def from_html(page: str, file: Path) -> Document:
    """Give the paragraphs, headings and list items, one a line; day, title, address and publisher stand in the head.

    A day that cannot be read counts as none, since pages carry it in many forms.
    """
    reader = _PageReader()
    reader.feed(page)
    reader.close()
    return Document(
        file.stem,
        "\n".join(reader.lines()),
        published=next((day for value in reader.values(DAY) if (day := _day_or_none(value))), None),
        title=next(iter(reader.values(TITLE)), None) or reader.title or None,
        url=next(iter(reader.values(URL)), None),
        publisher=next(iter(reader.values(PUBLISHER)), None),
    )


def _day_or_none(value: str) -> date | None:
    try:
        return day_from(value)
    except ValueError:
        return None


class _PageReader(HTMLParser):
    """Collects the blocks of text of a page, the `meta` of its head and its title."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._meta: dict[str, str] = {}
        self._blocks: list[str] = []
        self._open_blocks = 0
        self._skipped: list[str] = []
        self._in_title = False
        self.title = ""

    def values(self, names: tuple[str, ...]) -> list[str]:
        """Give what the page's metadata say under these names, in the names' order."""
        return [self._meta[name] for name in names if self._meta.get(name)]

    def lines(self) -> list[str]:
        """Give the text of each block, spaces and line breaks taken as one space, as a browser shows it."""
        return [line for block in self._blocks if (line := " ".join(block.split()))]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "meta":
            name = values.get("property") or values.get("name") or values.get("itemprop") or ""
            self._meta.setdefault(name.lower(), values.get("content", "").strip())
        elif tag == "title":
            self._in_title = not self._meta.get("title") and not self.title
        elif tag in PASSED_OVER:
            self._skipped.append(tag)
        elif tag == "br" and self._blocks:
            self._blocks[-1] += " "
        elif tag in BLOCKS and not self._skipped:
            self._blocks.append("")
            self._open_blocks += 1

    def handle_endtag(self, tag: str) -> None:
        if tag == "title":
            self._in_title = False
        elif tag in self._skipped:
            del self._skipped[self._skipped.index(tag) :]
        elif tag in BLOCKS and not self._skipped and self._open_blocks:
            self._blocks.append("")
            self._open_blocks -= 1

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title += data.strip()
        elif self._open_blocks and not self._skipped:
            self._blocks[-1] += data
