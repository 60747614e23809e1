"""The pages for people: the first page, and the documentation of the API. They work without internet."""

from pathlib import Path

from fastapi import APIRouter
from fastapi.responses import FileResponse

from api.middleware import CONTENT_POLICY

PAGE = Path(__file__).parent.parent / "page"

router = APIRouter(include_in_schema=False)


@router.get("/")
def first_page() -> FileResponse:
    """Give the page on which one asks and sees answers."""
    return FileResponse(PAGE / "index.html", media_type="text/html")


@router.get("/docs")
def documentation() -> FileResponse:
    """Give the page that shows every address of the API and lets one try it."""
    return FileResponse(PAGE / "docs.html", media_type="text/html")


@router.get("/query")
def query_page() -> FileResponse:
    """Give the page on which one writes SPARQL; its editor sets styles of its own."""
    headers = {
        "Content-Security-Policy": CONTENT_POLICY.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")
    }
    return FileResponse(PAGE / "query.html", media_type="text/html", headers=headers)


@router.get("/favicon.ico")
def icon() -> FileResponse:
    """Give the little picture of the page."""
    return FileResponse(PAGE / "icon.svg", media_type="image/svg+xml")
