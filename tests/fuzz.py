"""How many examples a property is tried on: few in `make test`, more of them in `make fuzz` (FUZZ=20 times as many)."""

import os


def examples(few: int) -> int:
    """Give so many examples, or as many times more as the environment asks for."""
    return few * int(os.environ.get("FUZZ", "1"))
