"""Read files and folders into documents.

    documents(paths)  every document that the paths hold, in order, and an error for each that cannot be read

A path is a text (`.txt`, `.md`), a web page (`.html`, `.htm`), JSON lines (`.jsonl`, `.ndjson`), or a folder of these.
A new kind of file is a function from its text and path to a `Document`, in a file of its own, and its suffix in
`READERS` (`graph/read/files.py`).
"""

from graph.read.documents import documents
from graph.read.files import TEXT_LIMIT

__all__ = ["TEXT_LIMIT", "documents"]
