"""Graphs that are chosen beside an update become USING clauses of each of its operations."""

import pytest

from graph.errors import QueryError
from graph.store.using import using

ONE = "USING <http://g> "


@pytest.mark.parametrize(
    ("update", "written"),
    [
        ("INSERT { ?s a <x:> } WHERE { ?s ?p ?o }", f"INSERT {{ ?s a <x:> }} {ONE}WHERE {{ ?s ?p ?o }}"),
        ("DELETE WHERE { ?s ?p '}' }", f"DELETE  {{ ?s ?p '}}' }} {ONE}WHERE {{ ?s ?p '}}' }}"),
        ("INSERT DATA { <a:> <b:> 'WHERE' } # WHERE", "INSERT DATA { <a:> <b:> 'WHERE' } # WHERE"),
        (
            "prefix where: <w:> delete {} insert {} where { {select * where {}} } ; clear all",
            f"prefix where: <w:> delete {{}} insert {{}} {ONE}WHERE {{ {{select * where {{}}}} }} ; clear all",
        ),
    ],
    ids=["insert", "short delete", "data", "lower case"],
)
def test_each_where_sees_the_chosen_graphs(update: str, written: str) -> None:
    assert using(update, ["http://g"], []) == written


def test_named_graphs_are_chosen_too() -> None:
    assert "USING <a:> USING NAMED <b:> USING NAMED <c:> WHERE" in using("DELETE {} WHERE {}", ["a:"], ["b:", "c:"])


@pytest.mark.parametrize("update", ["WITH <a:> DELETE {} WHERE {}", "DELETE {} USING NAMED <a:> WHERE {}"])
def test_choosing_twice_is_refused(update: str) -> None:
    with pytest.raises(QueryError, match="do one or the other"):
        using(update, ["http://g"], [])
