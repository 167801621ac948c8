"""Vocabulary and rules as data: TOML files with examples and counter-examples that the tests run."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=None)
def load(name: str) -> dict:
    """The rules of `<name>.toml` of this folder as a dictionary; treat it as read-only."""
    return tomllib.loads(files(__name__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))
