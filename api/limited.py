"""Answer queries that came to a limit: the problem says which one, and what to do."""

from math import ceil

from fastapi import FastAPI, Request, Response

from api.limits import LimitError, Limits, TookTooLongError, TooManyError, TooManyRowsError, TooMuchMemoryError
from api.problems import ProblemError, answer, problem

LESS = "Ask for less: name a graph, an actor or a kind, and add LIMIT."
MIB = 1 << 20


def install(app: FastAPI) -> None:
    """Let every limit of queries be answered as a problem."""
    app.add_exception_handler(LimitError, _limited)
    app.add_exception_handler(TooManyError, _busy)


def _limited(request: Request, error: Exception) -> Response:
    limits: Limits = request.app.state.service.strangers.limits
    return answer(_problem(error, limits))


def _problem(error: Exception, limits: Limits) -> ProblemError:
    match error:
        case TookTooLongError():
            detail = f"The query did not end within {error.limit:g} seconds."
            longer = f" Or add timeout={limits.most_seconds:g}." if error.limit < limits.most_seconds else ""
            return problem(503, "Query took too long", detail, LESS + longer, parameter="query")
        case TooManyRowsError():
            detail = f"The answer has more than {error.limit:,} rows."
            remedy = f"Add LIMIT {error.limit:.0f} or less, and OFFSET for the rest; /export gives the whole graph."
            return problem(422, "Too many rows", detail, remedy, parameter="query")
        case TooMuchMemoryError():
            detail = f"The query needs more than {error.limit / MIB:g} MiB of memory."
            remedy = "Ask for less, and take ORDER BY, GROUP BY or DISTINCT from large intermediate results."
            return problem(503, "Query needs too much memory", detail, remedy, parameter="query")
    raise error


def _busy(request: Request, _: Exception) -> Response:
    seconds = ceil(request.app.state.service.strangers.limits.seconds)
    detail = "As many queries are running as this server allows at a time."
    headers = {"Retry-After": str(seconds)}
    return answer(problem(503, "Server busy", detail, f"Try again in {seconds} seconds.", headers=headers))
