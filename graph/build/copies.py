"""Find of which documents the changed ones are near-copies."""

from collections.abc import Mapping

from graph import resolve
from graph.build import kept
from graph.build.kept import Kept
from graph.store import Store

_HEX = 8


def signed(text: str, rules: resolve.Rules) -> str:
    """Give the signature of a text as it is kept."""
    return "".join(f"{number:0{_HEX}x}" for number in resolve.signature(text, rules.words))


def bands(signature: str) -> tuple[str, ...]:
    """Give what near-copies are looked for by."""
    return resolve.bands(_read(signature))


def _read(signature: str) -> resolve.Signature:
    return tuple(int(signature[at : at + _HEX], 16) for at in range(0, len(signature), _HEX))


def copied(
    store: Store, changes: Mapping[str, Kept | None], signatures: Mapping[str, str], rules: resolve.Rules
) -> dict[str, set[str]]:
    """Give the copies of the changed documents, and of each document that is or was a copy of one of them."""
    found: dict[str, set[str]] = {id_: set() for id_ in changes}
    before = kept.copies(store, changes)
    found |= kept.copies(store, {other for of in before.values() for other in of} - set(changes))
    for id_ in found:
        found[id_] = found[id_] - set(changes)
    by_band: dict[str, set[str]] = {}
    for id_, signature in signatures.items():
        for band in bands(signature):
            by_band.setdefault(band, set()).add(id_)
    others = kept.signatures(store, by_band)
    known = {**{id_: one for id_, one in others.items() if id_ not in changes}, **signatures}
    for id_, near in _near(known, by_band):
        if resolve.alike(_read(known[id_]), _read(known[near])) >= rules.alike:
            found[id_].add(near)
            if near not in found:
                found[near] = kept.copies(store, [near]).get(near, set()) - set(changes)
            found[near].add(id_)
    return found


def _near(known: Mapping[str, str], by_band: Mapping[str, set[str]]) -> list[tuple[str, str]]:
    """Pair each changed document with those that share a band with it."""
    pairs = {
        (one, id_)
        for id_, signature in known.items()
        for band in bands(signature)
        for one in by_band.get(band, ())
        if one != id_
    }
    return sorted(pairs)
