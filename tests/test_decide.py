"""The trained model decides: what its weights mean, how they are kept, and that reading goes on without them."""

import gzip
import json
from pathlib import Path

import pytest

from graph.errors import ModelError
from graph.extract import Extractor
from graph.extract.decide import WEIGHTS, Weights
from graph.knowledge import Knowledge
from graph.model import Document, InteractionKind, Status
from tests.told import told

SMALL = Weights(
    bias=-1.0,
    accept={"framed": 2.0, "far": -3.0},
    threshold=0.5,
    calibration=((0.0, 0.1), (0.5, 0.6), (0.9, 0.95)),
    statuses=(Status.OCCURRED, Status.PLANNED),
    status_bias=(0.5, 0.0),
    status={"will": (0.0, 2.0), "kind/visit": (0.0, 0.4), "did": (1.0, 0.0)},
)


@pytest.mark.parametrize(
    ("features", "probability"),
    [
        ([], 0.269),
        (["framed"], 0.731),
        (["framed", "never seen"], 0.731),
        (["far"], 0.018),
        (["framed", "far"], 0.119),
        (["far"] * 20, 0.0),
    ],
)
def test_features_add_up_to_a_probability(features: list[str], probability: float) -> None:
    assert SMALL.probability(features) == pytest.approx(probability, abs=0.0005)


@pytest.mark.parametrize(
    ("raw", "share"), [(0.0, 0.1), (0.49, 0.1), (0.5, 0.6), (0.899, 0.6), (0.9, 0.95), (1.0, 0.95)]
)
def test_confidence_is_the_share_that_was_right(raw: float, share: float) -> None:
    assert SMALL.confidence(raw) == share


@pytest.mark.parametrize(
    ("kind", "features", "status"),
    [
        ("call", [], Status.OCCURRED),
        ("call", ["will"], Status.PLANNED),
        ("visit", [], Status.OCCURRED),
        ("visit", ["will", "did"], Status.PLANNED),
        ("call", ["did", "never seen"], Status.OCCURRED),
    ],
)
def test_features_speak_for_a_status(kind: str, features: list[str], status: Status) -> None:
    assert SMALL.status_of(InteractionKind(kind), features) is status


def test_the_same_weights_give_the_same_bytes(tmp_path: Path) -> None:
    first, second = tmp_path / "first.json.gz", tmp_path / "second.json.gz"
    SMALL.save(first)
    Weights.load(first).save(second)
    assert first.read_bytes() == second.read_bytes()
    assert Weights.load(second).status_of(InteractionKind.CALL, ["will"]) is Status.PLANNED


@pytest.mark.parametrize(
    "content", [None, b"", b"no gzip", gzip.compress(b"[]"), gzip.compress(b'{"bias": 0.0}'), gzip.compress(b"{")]
)
def test_broken_weights_are_named_with_the_remedy(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "weights.json.gz"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ModelError, match=r"weights\.json\.gz.*make train"):
        Weights.load(path)


def test_the_weights_that_come_along_are_whole_and_small() -> None:
    weights = Weights.load()
    assert set(weights.statuses) == set(Status)
    assert len(weights.status_bias) == len(Status)
    assert {len(row) for row in weights.status.values()} == {len(Status)}
    assert 0.2 < weights.threshold < 0.8
    assert WEIGHTS.stat().st_size < 5_000_000
    raw, shares = zip(*weights.calibration, strict=True)
    assert list(raw) == sorted(raw)
    assert list(shares) == sorted(shares)
    assert 0 <= shares[0] <= shares[-1] <= 1


def test_the_weights_are_text() -> None:
    held = json.loads(gzip.decompress(WEIGHTS.read_bytes())).keys()
    assert held == set(Weights.__slots__) - {"words"}  # read off the others


@pytest.fixture(scope="module")
def framed() -> Extractor:
    return Extractor(Knowledge.load(), frames_only=True)


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("Ingunn Solbakke met Duarte Falcoeira.", "meeting Duarte Falcoeira – Ingunn Solbakke occurred"),
        ("Ingunn Solbakke will meet Duarte Falcoeira.", "meeting Duarte Falcoeira – Ingunn Solbakke planned"),
        ("Ingunn Solbakke may meet Duarte Falcoeira.", "meeting Duarte Falcoeira – Ingunn Solbakke possible"),
        ("Ingunn Solbakke did not meet Duarte Falcoeira.", "meeting Duarte Falcoeira – Ingunn Solbakke denied"),
        ("Ingunn Solbakke cancelled a visit to Kenya.", "visit Ingunn Solbakke → Kenya cancelled"),
        ("Norway urged Kenya to wait.", "advice Norway → Kenya occurred"),
    ],
)
def test_frames_decide_without_the_model(framed: Extractor, text: str, meaning: str) -> None:
    assert meaning in told(framed.read(Document("text", text)))


def test_the_model_tells_what_is_an_interaction_from_what_only_looks_like_one(
    framed: Extractor, extractor: Extractor
) -> None:
    text = "Ingunn Solbakke told reporters that Kenya was to blame, and Duarte Falcoeira met a deadline set by Norway."
    assert told(extractor.read(Document("text", text))) <= told(framed.read(Document("text", text)))
    assert told(extractor.read(Document("text", text))) == set()


def test_every_interaction_has_a_confidence_that_is_a_share(extractor: Extractor) -> None:
    text = "Ingunn Solbakke met Duarte Falcoeira on Monday. Norway warned Kenya against closing the border."
    found = extractor.read(Document("text", text)).interactions
    assert len(found) == 2
    assert all(0.3 < one.confidence <= 1 for one in found)
