"""Documents: the texts, and the places in them that show something."""

from typing import Annotated

from fastapi import APIRouter, Path, Request, Response
from fastapi.responses import HTMLResponse

from api import marked, parameters, schemas
from api.service import ServiceHere
from graph import find
from graph.store import negotiation

router = APIRouter(tags=["Documents"], dependencies=[parameters.OnlyKnown])


@router.get("/documents", summary="All documents")
def list_documents(
    request: Request,
    response: Response,
    service: ServiceHere,
    limit: parameters.Limit = 50,
    offset: parameters.Offset = 0,
) -> schemas.Paged[schemas.Document]:
    """Give the documents that were read, by id, without their texts."""
    page = find.documents(service.store, limit, offset)
    items = [schemas.Document.of(each) for each in page.items]
    return parameters.paged(schemas.Paged[schemas.Document], items, page.total, limit, offset, request, response)


@router.get(
    "/documents/{id:path}",
    summary="One document, with its evidence",
    response_model=schemas.DocumentDetail,
    responses={200: {"content": {"text/html": {"schema": {"type": "string"}}}}},
)
def get_document(
    request: Request,
    response: Response,
    service: ServiceHere,
    id: Annotated[str, Path(description="Id of the document.", examples=["2024-10-11-scoop"])],  # noqa: A002
) -> schemas.DocumentDetail | HTMLResponse:
    """Give a document's text and every place in it that shows something, as offsets in characters.

    A browser (`Accept: text/html`) gets a page on which these places are marked; `#at-START` leads to one of them.
    """
    found = find.document(service.store, id)
    wanted = negotiation.choose(request.headers.get("accept"), ["application/json", "text/html"])
    if wanted == "text/html":
        return HTMLResponse(marked.page(found), headers={"Vary": "Accept"})
    response.headers["Vary"] = "Accept"
    return schemas.DocumentDetail(
        **schemas.Document.of(found.document).model_dump(),
        text=found.document.text,
        evidence=schemas.spans(found),
        interactions=[schemas.Interaction.of(each) for each in found.interactions],
        offices=[schemas.OfficeHeld.of(each) for each in found.offices],
    )
