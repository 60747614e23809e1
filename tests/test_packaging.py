"""The wheel carries all that the program needs, and works outside the checkout."""

import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def run(*command: str | Path, cwd: Path, code: int = 0) -> str:
    clean = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PYTHON", "ACTORGRAPH", "VIRTUAL_ENV"))
    }
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, env=clean, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the source distribution, built from the checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, ROOT, cwd=folder)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="session")
def installed(wheel: Path) -> Path:
    """The command, installed from the wheel in an environment that has our dependencies and not the checkout."""
    home = wheel.parent / "environment"
    venv.create(home)
    run(
        sys.executable,
        "-m",
        "pip",
        "--python",
        home / "bin/python",
        "install",
        "--no-index",
        "--no-deps",
        wheel,
        cwd=home,
    )
    packages = next(home.glob("lib/python*/site-packages"))
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return home / "bin/actorgraph"


def test_wheel_holds_knowledge_seeds_and_page(wheel: Path) -> None:
    held = set(zipfile.ZipFile(wheel).namelist())
    for folder, inside in [
        ("ontology", "graph/shipped/ontology"),
        ("seeds", "graph/shipped/seeds"),
        ("api", "api"),
        ("graph", "graph"),
    ]:
        files = [file for file in (ROOT / folder).rglob("*") if file.is_file() and "__pycache__" not in file.parts]
        assert files
        assert {f"{inside}/{file.relative_to(ROOT / folder).as_posix()}" for file in files} <= held


def test_wheel_works_outside_the_checkout(installed: Path, tmp_path: Path) -> None:
    code = "import graph, api; from graph import knowledge as k; print(graph.__file__, api.__file__, k.ontology_folder(), k.seeds_folder())"
    places = run(installed.parent / "python", "-c", code, cwd=tmp_path).split()
    assert all(str(installed.parents[1]) in place for place in places)
    shutil.copytree(ROOT / "seeds", tmp_path / "news")

    report = json.loads(run(installed, "build", "news", "--json", cwd=tmp_path))
    assert report["read"] == 5
    answer = json.loads(run(installed, "ask", "who advised Israel?", "--json", cwd=tmp_path))
    assert answer["understood"]
    assert "Biden" in answer["text"] or "United States" in answer["text"]
    assert (tmp_path / "actorgraph-db").is_dir()


def test_every_dependency_is_locked_with_its_hash() -> None:
    locked = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for requirement in project["dependencies"]:
        name = re.split(r"[<>=]", requirement)[0]
        assert f"\n{name}==" in locked, f"{name} is not in requirements.lock; run: make lock"
    assert locked.count("==") <= locked.count("--hash=sha256:")


def test_development_lock_agrees_with_the_runtime_lock() -> None:
    locks = [
        dict(
            line.split(" ")[0].split("==")
            for line in (ROOT / name).read_text(encoding="utf-8").splitlines()
            if line[:1].isalpha()
        )
        for name in ("requirements.lock", "requirements-dev.lock")
    ]
    assert locks[0].items() <= locks[1].items()


def test_build_backend_is_the_locked_one() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["build-system"]["requires"] == project["dependency-groups"]["setup"]
