"""A fact as a question that a person would ask, made from a claim's words by templates.

In: a row of schemas.Claims. Out: a sentence with a question mark.

    >>> question({"kind": "count", "unit": "peace ambassador", "measure": "peace ambassadors", "subject": "", "action": "train",
    ...           "object": "", "scope": "with Search", "period": "", "modality": "stated", "as_of": ""})
    'How many peace ambassadors were trained with Search?'
"""

from __future__ import annotations

from functools import cache

from pipeline.phrases import verbs
from pipeline.rules import load

_PRONOUNS = frozenset(["it", "they", "he", "she", "we", "you", "i", "this", "that", "these", "those", "which", "who", "one"])


@cache
def _participles() -> dict[str, str]:
    """Base form -> past participle."""
    found: dict[str, str] = {}
    for form, base in verbs().items():
        if form.endswith("ed") and base not in found:
            found[base] = form
    for entry in load("words")["verbs"]["irregular"].replace("\n", "|").split("|"):
        base, _, rest = entry.partition(":")
        past = [form for form in rest.split() if not form.endswith(("ing", "s"))]
        found[base] = past[-1] if past else base
    found["be"] = "been"
    return found


def _when(period: str) -> str:
    if not period:
        return ""
    start, slash, end = period.partition("/")
    if not slash:
        return f" in {period}" if len(period) < 10 else f" on {period}"
    if end == "..":
        return f" since {start}"
    if start in ("", ".."):
        return f" until {end}"
    return f" from {start} to {end}"


def _where(row: dict) -> str:
    said = row["measure"].casefold()
    parts = [part for part in row["scope"].split("; ") if part and part.split(" ", 1)[-1].casefold() not in said]
    return " " + " ".join(parts[:2]) if parts else ""


def question(row: dict) -> str:
    """The question that a claim answers."""
    subject = "" if row["subject"].casefold() in _PRONOUNS else row["subject"]
    action = row["action"] if row["action"] not in ("be", "have", "do", "") else ""
    where, when = _where(row), _when(row["period"])
    measure = row["measure"] or row["unit"]
    kind = row["kind"]
    done = _participles().get(action, action)
    if kind in ("date", "period", "time"):
        if action and subject:
            return f"When did {subject} {action}{' ' + row['object'] if row['object'] else ''}{where}?"
        if action:
            return f"When was {row['object'] or 'it'} {done}{where}?"
        return f"When was {measure or 'this'}{where}?"
    if kind == "count":
        if action and not subject:
            return f"How many {measure} were {done}{where}{when}?"
        if action and subject and subject.casefold() not in measure.casefold():
            return f"How many {measure} did {subject} {action}{where}{when}?"
        return f"How many {measure}{where}{when}?"
    if kind == "money":
        if measure in ("", action, f"{action} {subject}"):
            return f"How much did {subject} {action}{where}{when}?" if action and subject else f"How much was {done or 'it'}{where}{when}?"
        if measure.casefold().startswith(action + " ") and action:
            return f"How much was paid or planned: {measure}{where}{when}?"
        if action and subject and subject.casefold() not in measure.casefold():
            return f"How much {measure} did {subject} {action}{where}{when}?"
        return f"How much: {measure}{where}{when}?"
    if kind in ("percent", "ratio"):
        return f"What share: {measure}{where}{when}?"
    if kind in ("rank", "ordinal"):
        return f"Which rank or number: {measure}{where}{when}?"
    if kind == "age":
        return f"How old: {measure or subject}{where}?"
    if kind == "duration":
        return f"How long: {measure or subject}{where}{when}?"
    if subject and subject.casefold() not in measure.casefold():
        return f"How much: {measure} of {subject}{where}{when}?"
    return f"How much: {measure}{where}{when}?"
