"""Join local actors into clusters, each join for a reason, and keep apart what cannot be one."""

from collections.abc import Iterable, Mapping

Key = tuple[str, str]
"""A local actor: the document's id and the actor's id in it."""

Why = tuple[float, str]
"""How sure a join is, from 0 to 1, and its reason for people."""


class Links:
    """Clusters of local actors; the order in which keys are given makes no difference."""

    def __init__(self, keys: Iterable[Key], apart: Iterable[tuple[Key, Key]] = ()) -> None:
        """Start with each key alone; pairs of `apart` never come into one cluster."""
        self._members: dict[Key, list[Key]] = {key: [key] for key in sorted(keys)}
        self._root: dict[Key, Key] = {key: key for key in self._members}
        self._apart: dict[Key, set[Key]] = {}
        self.why: dict[Key, Why] = {}
        for one, other in apart:
            if one in self._root and other in self._root and one != other:
                self._apart.setdefault(one, set()).add(other)
                self._apart.setdefault(other, set()).add(one)

    def root(self, key: Key) -> Key:
        """Give the key that stands for the cluster of this one."""
        return self._root[key]

    def join(self, one: Key, other: Key, why: Why) -> bool:
        """Put the cluster of `other` into that of `one`, for a reason; False where they must stay apart."""
        into, joining = self._root[one], self._root[other]
        if into == joining:
            return True
        if self.are_apart(one, other):
            return False
        for member in self._members[joining]:
            self.why[member] = why
        self._merge(into, joining)
        return True

    def are_apart(self, one: Key, other: Key) -> bool:
        """Tell whether two can never come into one cluster."""
        return any(self._root[enemy] == self._root[one] for enemy in self._apart.get(self._root[other], ()))

    def join_all(self, keys: Iterable[Key], why: Why) -> None:
        """Join keys to the first of them."""
        first, *others = sorted(keys)
        for other in others:
            self.join(first, other, why)

    def _merge(self, one: Key, other: Key) -> None:
        large, small = (one, other) if len(self._members[one]) >= len(self._members[other]) else (other, one)
        for member in self._members[small]:
            self._root[member] = large
        self._members[large] += self._members.pop(small)
        if small in self._apart:
            self._apart.setdefault(large, set()).update(self._apart.pop(small))

    def clusters(self) -> list[list[Key]]:
        """Give all clusters, the keys in each and the clusters in order."""
        return sorted(sorted(members) for members in self._members.values())


def by_root(links: Links, keys: Iterable[Key]) -> Mapping[Key, list[Key]]:
    """Group keys by the cluster that they are in."""
    found: dict[Key, list[Key]] = {}
    for key in keys:
        found.setdefault(links.root(key), []).append(key)
    return found
