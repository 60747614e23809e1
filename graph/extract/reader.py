"""Read documents: the language model, the cast of actors, and what passes between them, in this order."""

from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Token

from graph.errors import ActorGraphError
from graph.extract import language
from graph.extract.cast import Cast, cast
from graph.extract.counts import Counts
from graph.extract.decide import Weights
from graph.extract.headlines import as_sentence
from graph.extract.interactions import interactions
from graph.extract.lexicon import Lexicon
from graph.extract.times import Times
from graph.knowledge import Knowledge
from graph.model import ActorKind, Document, Mention, Reading, Status, When


class Extractor:
    """Reads documents; loading it takes seconds, so keep it.

    `model` names an installed spaCy pipeline with a tagger, a parser and NER. With `frames_only`, the trained weights
    are left aside and frames decide.
    """

    def __init__(self, knowledge: Knowledge, model: str = "en_core_web_md", *, frames_only: bool = False) -> None:
        self._nlp = language.pipeline(model)
        self._knowledge = knowledge
        self._lexicon = Lexicon.load(knowledge.folder)
        self._counts = Counts(knowledge)
        self._times = Times(knowledge)
        self._weights = None if frames_only else Weights.load()
        self.version = _version(self._nlp, knowledge.folder, frames_only=frames_only)
        """Differs where a text could be read otherwise: the ontology, the model, the weights, or the program."""

    def read(self, document: Document) -> Reading:
        """Read one document.

        Raises ActorGraphError, naming the document, if it cannot be read.
        """
        _, found = next(self.read_all([document]))
        if isinstance(found, ActorGraphError):
            raise found
        return found

    def read_all(self, documents: Iterable[Document]) -> Iterator[tuple[Document, Reading | ActorGraphError]]:
        """Read documents in order; one that cannot be read gives the error and costs only itself."""
        for doc, document in language.read(
            self._nlp, ((self._plain(document.text), document) for document in documents)
        ):
            try:
                yield document, self._reading(doc, document)
            except (ValueError, LookupError, ArithmeticError, RecursionError) as error:
                yield document, ActorGraphError(f"{document.id}: could not be read ({error!r}); the others go on")

    def cast(self, document: Document) -> tuple[Doc, Cast]:
        """Parse a document and find its actors, without their interactions."""
        doc = self._nlp(self._plain(document.text))
        return doc, cast(doc, document, self._lexicon)

    def _plain(self, text: str) -> str:
        """Give a text as the language model reads it best; every letter stays where it is."""
        return as_sentence(language.visible(text), self._lexicon)

    def _reading(self, doc: Doc, document: Document) -> Reading:
        found = cast(doc, document, self._lexicon)
        timeline = cache(lambda: self._times.read(doc, document.published))  # not every text is asked for its days

        def dated(trigger: Token, status: Status, near: Token) -> When | None:
            return timeline().when(trigger, status, near)

        read = interactions(doc, document.id, found, self._knowledge, self._weights, dated, self._counts.of)
        return Reading(
            document.id, found.actors, found.offices, read, _mentions(doc, document.text, found), document.published
        )


def _version(nlp: Language, ontology: Path, *, frames_only: bool) -> str:
    here = Path(__file__).parent
    files = [*here.parent.glob("*.py"), *here.glob("*.py"), *here.glob("*.gz"), *ontology.glob("*.yaml")]
    model = [nlp.meta.get(name) for name in ("lang", "name", "version", "spacy_version")]
    known = sha256(repr((model, frames_only)).encode())
    for file in sorted(files):
        known.update(file.name.encode() + sha256(file.read_bytes()).digest())
    return known.hexdigest()


def _mentions(doc: Doc, text: str, found: Cast) -> dict[str, tuple[Mention, ...]]:
    kinds: dict[str, ActorKind] = {actor.id: actor.kind for actor in found.actors}
    places: dict[str, list[Mention]] = {}
    for mention in found.mentions:
        span = doc[mention.start : mention.end]
        for actor in kinds.keys() & mention.actors:
            places.setdefault(actor, []).append(
                Mention(span.start_char, span.end_char, text[span.start_char : span.end_char], kinds[actor])
            )
    return {actor: tuple(mentions) for actor, mentions in places.items()}
