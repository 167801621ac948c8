"""Vocabulary and rules as data: TOML files with examples and counter-examples that the tests run.

    >>> "the" in load("words")["determiners"]
    True
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources


@cache
def load(name: str) -> dict:
    """The parsed rules file `name`.toml. Raises FileNotFoundError for a name that does not exist."""
    return tomllib.loads(resources.files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))
