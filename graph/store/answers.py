"""What every store does alike once it has found something: give it as Python values or write it."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from io import BytesIO
from types import TracebackType
from typing import IO, Self

import pyoxigraph as ox

from graph.errors import ActorGraphError, QueryError, StoreError
from graph.store import codec, forms, safe
from graph.store.protocol import WHOLE, Result, Row, Scope


class Answering(ABC):
    """The part of a store that answers queries; see `graph.store.protocol.Store` for what each method promises."""

    @abstractmethod
    def _run(self, query: str, scope: Scope = WHOLE) -> forms.Found:
        """Find what a query asks for. Raises StoreError, QueryError."""

    @abstractmethod
    def _unread(self, error: Exception) -> StoreError:
        """Say that the store failed while it was read."""

    @abstractmethod
    def close(self) -> None:
        """Let go of the store."""

    def _found(self, query: str, scope: Scope) -> forms.Found:
        """Find what somebody's query asks for; a store may put it into other words."""
        return self._run(query, scope)

    def select(self, query: str) -> list[Row]:
        """Run a SELECT query."""
        found = self._table(query)
        names = [variable.value for variable in found.variables]
        try:
            return [{name: codec.to_value(solution[name]) for name in names} for solution in found]
        except (OSError, RuntimeError) as error:
            raise self._unread(error) from error

    def _table(self, query: str, scope: Scope = WHOLE) -> ox.QuerySolutions:
        found = self._run(query, scope)
        if not isinstance(found, ox.QuerySolutions):
            raise QueryError("this query gives no table of solutions; a SELECT query is wanted here")
        return found

    def ask(self, query: str) -> bool:
        """Run an ASK query."""
        found = self._run(query)
        if not isinstance(found, ox.QueryBoolean):
            raise QueryError("this query gives no yes or no; an ASK query is wanted here")
        return bool(found)

    def result(self, query: str, accept: str, scope: Scope = WHOLE) -> Result:
        """Begin any query; what is wrong with it is said here, what is wrong with the disk also while it is written."""
        # The list is emptied when it is written: what was found may be let go only by the thread that made it.
        found = [self._found(query, scope)]
        media_type, form = forms.for_result(found[0], accept)
        failed = _unanswered if scope.reach_out and "SERVICE" in safe.keywords(query) else self._unread
        return self._written(media_type, lambda file: found.pop().serialize(file, form), failed)

    def query(self, query: str, accept: str, scope: Scope = WHOLE) -> tuple[str, bytes]:
        """Run any query and serialize its result."""
        result = self.result(query, accept, scope)
        body = BytesIO()
        result.write(body)
        return result.media_type, body.getvalue()

    def _written(
        self,
        media_type: str,
        serialize: Callable[[IO[bytes]], object],
        failed: Callable[[Exception], ActorGraphError] | None = None,
    ) -> Result:
        def write(file: IO[bytes]) -> None:
            try:
                serialize(file)
            except (OSError, RuntimeError) as error:
                raise (failed or self._unread)(error) from error

        return Result(media_type, write)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _unanswered(error: Exception) -> QueryError:
    return QueryError(f"a server that the query asks did not answer: {error}")
