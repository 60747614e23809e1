"""Read the body of a request, and no more of it than it may have."""

from email.parser import BytesParser
from email.policy import HTTP

from fastapi import Request

from api.problems import problem
from graph.store import Data

MULTIPART = "multipart/form-data"


async def limited(request: Request, limit: int, too_long: Exception) -> bytes:
    """Give the whole body; raise `too_long` where it has more than `limit` bytes, as soon as that is known."""
    pieces, size = [], 0
    async for piece in request.stream():
        size += len(piece)
        if size > limit:
            raise too_long
        pieces.append(piece)
    return b"".join(pieces)


def too_long(limit: int) -> Exception:
    """Give the problem of a body of more than `limit` bytes."""
    return problem(413, "Body too long", f"The body is longer than {limit} bytes.", "Send it in several parts.")


def media_type(content_type: str) -> str:
    """Give the media type without its parameters, in small letters."""
    return content_type.partition(";")[0].strip().lower()


def parts(body: bytes, content_type: str, base: str) -> list[Data]:
    """Give what a body holds: itself, or the files of a form (RFC 7578), each with its own media type."""
    if media_type(content_type) != MULTIPART:
        return [Data(body, content_type, base)]
    head = f"Content-Type: {content_type}\r\n\r\n".encode("latin-1", "replace")
    form = BytesParser(policy=HTTP).parsebytes(head + body)
    found = [part for part in form.iter_parts() if part.get_content_disposition() == "form-data"]
    if not found or form.defects:
        raise problem(400, "Data not accepted", "The form cannot be read.", "Send each graph as a file of the form.")
    return [Data(bytes(part.get_payload(decode=True) or b""), part.get_content_type(), base) for part in found]
