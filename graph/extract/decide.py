"""Decide which proposals are true, and what status they have, with a small trained linear model.

Two logistic regressions over named features (`candidates`, `status`), trained by `make train` on the project's own
texts. The weights are a compressed text file. With `frames_only`, frames and plain rules decide.
"""

import gzip
import json
import math
from bisect import bisect_right
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.errors import ModelError
from graph.model import InteractionKind, Status

WEIGHTS = Path(__file__).with_name("weights.json.gz")


@dataclass(frozen=True, slots=True)
class Weights:
    """What training found: how much each feature speaks for a proposal, and for each status."""

    bias: float
    accept: Mapping[str, float]
    threshold: float
    calibration: Sequence[tuple[float, float]]
    """(raw probability, share that was right on stories kept aside), both rising."""
    statuses: Sequence[Status]
    status_bias: Sequence[float]
    status: Mapping[str, Sequence[float]]
    words: Container[str] = frozenset()
    """The trigger words that training met often enough to know them."""

    @classmethod
    def load(cls, path: Path = WEIGHTS) -> "Weights":
        """Read a file that training wrote.

        Raises ModelError if it is missing or has another form.
        """
        try:
            found = json.loads(gzip.decompress(path.read_bytes()))
            words = frozenset(
                feature.split("|", 1)[1] for feature in found["accept"] if "|" in feature and "/" not in feature
            )
            return cls(**{**found, "statuses": [Status(name) for name in found["statuses"]], "words": words})
        except (OSError, ValueError, TypeError, KeyError) as error:
            raise ModelError(f"{path}: the trained weights cannot be read ({error}); run 'make train'") from error

    def save(self, path: Path = WEIGHTS) -> None:
        """Write the weights; the same weights give the same bytes."""
        found: dict[str, Any] = {name: getattr(self, name) for name in self.__slots__ if name != "words"}
        body = json.dumps(found, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        path.write_bytes(gzip.compress(body.encode(), mtime=0))

    def probability(self, features: Iterable[str]) -> float:
        """Give how likely a proposal is true, between 0 and 1."""
        weight = self.accept.get
        return _logistic(self.bias + sum(weight(feature, 0.0) for feature in features))

    def confidence(self, probability: float) -> float:
        """Give the share of interactions told with this probability that are right."""
        at = bisect_right([raw for raw, _ in self.calibration], probability)
        return self.calibration[max(at - 1, 0)][1] if self.calibration else probability

    def status_of(self, kind: InteractionKind, features: Iterable[str]) -> Status:
        """Give the status that the features speak for most."""
        scores = list(self.status_bias)
        for feature in ("any", f"kind/{kind}", *features):
            for n, weight in enumerate(self.status.get(feature, ())):
                scores[n] += weight
        return self.statuses[scores.index(max(scores))]


def _logistic(score: float) -> float:
    return 1 / (1 + math.exp(-score)) if score > -30 else 0.0  # noqa: PLR2004 (beyond, the exponential overflows)
