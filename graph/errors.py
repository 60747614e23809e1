"""Every error that the program raises on purpose.

    ActorGraphError
    ├── ReadError          a path, file or line that cannot be read as documents
    ├── KnowledgeError     a file of ontology/ that does not hold what it should
    ├── ModelError         a language model that is missing, or not the one that was pinned
    ├── StoreError         a graph on disk or on a server that cannot be opened, read or written
    ├── QueryError         a SPARQL query that is malformed or not allowed
    │   └── OverTime       a query that did not end within its time
    ├── DataError          RDF that was sent, and is malformed or of an unknown form
    ├── NotFound           an actor, an interaction, a decision or a document that is not in the graph
    ├── DecisionError      a decision that would say nothing, or cannot be obeyed
    └── ExportError        a format that is not known, or a file that cannot be written

A message says what is wrong, where, and what to do next.
"""


class ActorGraphError(Exception):
    """Root of all errors that the program raises on purpose."""


class ReadError(ActorGraphError):
    """A path, file or line cannot be read as documents."""


class KnowledgeError(ActorGraphError):
    """A file of the ontology does not hold what it should."""


class ModelError(ActorGraphError):
    """A language model is missing or is not the one that was pinned."""


class StoreError(ActorGraphError):
    """A graph cannot be opened, read or written."""


class QueryError(ActorGraphError):
    """A SPARQL query is malformed or not allowed."""


class OverTime(QueryError):
    """A SPARQL query did not end within its time."""


class DataError(ActorGraphError):
    """RDF that was sent is malformed, or of a form that is not known."""


class NotFound(ActorGraphError):
    """What was asked for is not in the graph."""


class DecisionError(ActorGraphError):
    """A decision would say nothing, or could not be obeyed."""


class ExportError(ActorGraphError):
    """An export has an unknown format or cannot be written."""
