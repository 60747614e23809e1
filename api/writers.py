"""Let only those write who show the server's token (RFC 6750); without a token of its own, the server is read-only."""

import hmac

from fastapi import Request

from api.problems import problem
from api.service import Service

SCHEME = "bearer"


def may_write(request: Request, service: Service) -> bool:
    """Tell whether a request shows the token; it is compared in constant time."""
    wanted = service.settings.token
    return bool(wanted) and hmac.compare_digest(_shown(request).encode("latin-1"), str(wanted).encode())


def check_may_write(request: Request, service: Service) -> None:
    """Refuse a request that may not write, as a problem."""
    if not service.settings.token:
        detail = "This is a write, and strangers may only read."
        remedy = "The graph is written by actorgraph build and remove, or over HTTP where it is served with --token."
        raise problem(403, "Write refused", detail, remedy)
    if not may_write(request, service):
        shown = "The token is not the one of this server." if _shown(request) else "A write needs the server's token."
        remedy = "Send the header Authorization: Bearer with the token after it."
        headers = {"WWW-Authenticate": 'Bearer realm="ActorGraph"'}
        raise problem(401, "Token needed", shown, remedy, parameter="Authorization", headers=headers)


def check_may_update(request: Request, service: Service) -> None:
    """Refuse a request that may not send SPARQL updates, as a problem."""
    if not (service.settings.token and service.settings.allow_update):
        detail = "This is an update, and strangers may only read."
        remedy = (
            "Ask with SELECT, ASK, CONSTRUCT or DESCRIBE; the graph is written by actorgraph build and remove, "
            "and by updates where it is served with --token and --allow-update."
        )
        raise problem(403, "Update refused", detail, remedy, parameter="update")
    check_may_write(request, service)


def _shown(request: Request) -> str:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == SCHEME else ""
