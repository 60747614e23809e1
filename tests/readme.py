"""Run the commands that the README shows: `python -m tests.readme` writes their output into it anew."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
BLOCK = re.compile(r"(?<=```console\n).*?(?=```)", re.DOTALL)
COMMAND = re.compile(r"^\$ (.*)\n", re.MULTILINE)


def commands(text: str) -> Iterator[str]:
    """Give each command that a console block shows, in order."""
    for block in BLOCK.findall(text):
        yield from COMMAND.findall(block)


def with_output(text: str, folder: Path) -> str:
    """Give the README with what its commands really print, run one after the other in a folder that holds `seeds/`."""

    def block(shown: re.Match[str]) -> str:
        return "".join(f"$ {command}\n{output(command, folder)}" for command in COMMAND.findall(shown[0]))

    return BLOCK.sub(block, text)


def output(command: str, folder: Path) -> str:
    """Give what a command prints, on a pipe and without colours."""
    place = {name: value for name, value in os.environ.items() if not name.startswith("ACTORGRAPH")}
    place |= {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}", "NO_COLOR": "1", "COLUMNS": "120"}
    done = subprocess.run(
        ["sh", "-c", command], cwd=folder, env=place, capture_output=True, text=True, timeout=300, check=False
    )
    if done.returncode:
        raise RuntimeError(f"{command}: {done.stderr}")
    return done.stdout


def main() -> None:
    """Write the README anew."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "seeds", Path(folder) / "seeds")
        README.write_text(with_output(README.read_text(encoding="utf-8"), Path(folder)), encoding="utf-8")


if __name__ == "__main__":
    main()
