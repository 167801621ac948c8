"""Words that stand for one another wherever a figure is stated: "died", "dead" and "killed"; "acquire" and "buy".

In: a Snowball stem. Out: the stem that stands for its group. The groups are plain synonyms of the language of quantities,
rules/verdicts.toml [alignment] same.
"""

from __future__ import annotations

from functools import cache

import snowballstemmer

from pipeline.rules import load


@cache
def stemmer():
    return snowballstemmer.stemmer("english")


@cache
def groups() -> dict[str, str]:
    """Stem -> the stem that stands for its group."""
    word = stemmer().stemWord
    return {word(member): word(group.split()[0]) for group in load("verdicts")["alignment"]["same"] for member in group.split()}
