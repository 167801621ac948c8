"""Weekdays against dates, durations against their dates, ages against birth and death, anniversaries against years.

In: the claims of a document in order of place, and its text. Out: rows of schemas.Checks of kinds weekday, duration and
anniversary. A weekday is only held against a date whose year is printed: a year that was inferred may itself be wrong.
"""

from __future__ import annotations

import re
from datetime import date

from pipeline import edtf
from pipeline.readings import number
from pipeline.unit_checks import gap, row

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_DAY = r"(?P<day>Mon(?:day)?|Tue(?:s(?:day)?)?|Wed(?:nesday)?|Thu(?:rs(?:day)?)?|Fri(?:day)?|Sat(?:urday)?|Sun(?:day)?)"
_DAY_BEFORE = re.compile(rf"\b{_DAY}\.?,?\s{{1,2}}(?:the\s|on\s)?$")
_DAY_INSIDE = re.compile(rf"^(?:on\s+)?{_DAY}\b")
_DAY_AFTER = re.compile(rf"^,?\s?\(?{_DAY}\)?(?![\w'’])")
_YEAR = re.compile(r"\b\d{4}\b")
# what may stand between a stretch of time and its length
_LENGTH_TIE = re.compile(r"\s{0,2}[,(–—-]{0,2}\s{0,2}(?:a (?:period|span|total) of|for|in all|that is|or|lasting|which is|a|an)?\s{0,2}", re.IGNORECASE)
_LENGTH_BEFORE = re.compile(r"\s{0,2}[,(–—-]{0,2}\s{0,2}(?:\(?from|between|lasting from|\()?\s{0,2}", re.IGNORECASE)
_LATER = re.compile(r"\s+later,?\s+(?:on|in)?\s*", re.IGNORECASE)
_BORN = re.compile(r"\b(?:born|birth|b\.)\b[^.;]{0,40}$", re.IGNORECASE)
_DIED = re.compile(r"\b(?:died|death|dead|d\.|killed|passed away)\b", re.IGNORECASE)
_ANNIVERSARY = re.compile(r"^[\s-]*anniversary\s+of\s+(?:the|its|his|her|their|a)?\s*[^.;,\d]{0,60}$", re.IGNORECASE)
DAYS_OF = {"day": 1, "week": 7}
MONTHS_OF = {"month": 1, "year": 12, "decade": 120, "century": 1200}


def _span(claim) -> tuple[date, date] | None:
    try:
        first, last = edtf.days(claim.get("value", ""))
    except (ValueError, OverflowError):
        return None
    return (first, last) if first and last else None


def weekdays(claims, text: str) -> list[dict]:
    """A weekday printed with a full date."""
    rows = []
    for claim in claims:
        span = _span(claim) if claim.get("kind") == "date" else None
        if not span or span[0] != span[1] or not re.match(r"\d{4}-\d\d-\d\d", claim["value"]) or claim.get("bound") != "exact":
            continue
        surface = claim["surface"]
        start, end = int(claim["start"]), int(claim["end"])
        found = _DAY_INSIDE.search(surface) or _DAY_BEFORE.search(text[max(0, start - 14):start]) or _DAY_AFTER.match(text[end:end + 14])
        if not found or not _YEAR.search(surface) or not re.search(r"\d", surface.replace(_YEAR.search(surface)[0], "")):
            continue
        stated = next(day for day in DAYS if day.startswith(found["day"][:3]))
        is_day = DAYS[span[0].weekday()]
        holds = stated == is_day
        rows.append(row("weekday", holds, stated, is_day, f"{span[0].isoformat()} {'was' if holds else 'was not'} a {stated}"
                        + ("" if holds else f": it was a {is_day}"), claim))
    return rows


def _lengths(first: date, last: date, unit: str) -> tuple[float, float] | None:
    """Shortest and longest count of units between two days, with and without both ends."""
    days = (last - first).days
    if unit in DAYS_OF:
        return days / DAYS_OF[unit], (days + 1) / DAYS_OF[unit]
    if unit in MONTHS_OF:
        months = (last.year - first.year) * 12 + last.month - first.month
        return (months - 1) / MONTHS_OF[unit], (months + 1) / MONTHS_OF[unit]
    return None


def _agrees(stated, lengths, precision, loose: bool) -> bool:
    room = max(float(precision or 0), 0.5) + (float(stated) * 0.1 if loose else 0)
    return lengths[0] - room <= float(stated) <= lengths[1] + room


def durations(claims, text: str) -> list[dict]:
    """A stretch of time beside its length: "from 22 December to 25 January, for 35 days", "five years later, in 2009"."""
    rows = []
    for i, claim in enumerate(claims):
        if claim.get("kind") == "age":
            rows += _age(claims, i, text)
        stated = number(claim.get("value", ""))
        unit = claim.get("unit", "")
        if claim.get("kind") != "duration" or stated is None or (unit not in DAYS_OF and unit not in MONTHS_OF):
            continue
        rows += _stretch(claims, i, text, stated, unit) or _later(claims, i, text, stated, unit)
    return rows


def _stretch(claims, i, text, stated, unit) -> list[dict]:
    claim = claims[i]
    for other, tie in ((claims[i - 1] if i else None, _LENGTH_TIE), (claims[i + 1] if i + 1 < len(claims) else None, _LENGTH_BEFORE)):
        if other is None or other.get("kind") != "period" or "/" not in other.get("value", ""):
            continue
        between = gap(text, other, claim) if tie is _LENGTH_TIE else gap(text, claim, other)
        left, _, right = other["value"].partition("/")
        if not tie.fullmatch(between) or not between.strip() or left in ("", "..") or right in ("", ".."):
            continue
        first, last = _span({"value": left}), _span({"value": right})
        if not first or not last:
            continue
        # coarse ends leave room: from some day of the first to some day of the last
        near, far = _lengths(first[1], last[0], unit), _lengths(first[0], last[1], unit)
        holds = _agrees(stated, (min(near[0], far[0]), max(near[1], far[1])), claim.get("precision"), claim["bound"] != "exact")
        if not holds and claim["bound"] not in ("exact", "about"):
            return []
        # both ends printed as days: with both counted
        computed = f"{round(far[1] if unit in DAYS_OF else far[1] - 1 / MONTHS_OF[unit], 1):g} {unit}s"
        return [row("duration", holds, claim["surface"], computed,
                    f"{other['surface']} {'is' if holds else 'is not'} {claim['surface']}", other, claim)]
    return []


def _later(claims, i, text, stated, unit) -> list[dict]:
    """"five years later, in 2009". Only a fit is a row: which earlier date the words count from is not certain."""
    if i + 1 >= len(claims) or claims[i + 1].get("kind") != "date" or not _LATER.fullmatch(gap(text, claims[i], claims[i + 1])):
        return []
    end = _span(claims[i + 1])
    for earlier in reversed(claims[max(0, i - 6):i]):
        start = _span(earlier) if earlier.get("kind") == "date" else None
        if not start or not end or start[0] >= end[0]:
            continue
        lengths = _lengths(start[0], end[0], unit)
        if lengths and lengths[0] - 0.5 <= float(stated) <= lengths[1] + 0.5:
            return [row("duration", True, claims[i]["surface"], claims[i]["surface"],
                        f"{claims[i + 1]['surface']} is {claims[i]['surface']} later than {earlier['surface']}", earlier, claims[i], claims[i + 1])]
        return []
    return []


def _age(claims, i, text) -> list[dict]:
    """"born 3 May 1920 ... died on 4 June 2001, aged 81": an age against the two dates of one sentence."""
    age = claims[i]
    stated = number(age.get("value", ""))
    dates = [c for c in claims if c.get("kind") == "date" and c.get("quote") == age.get("quote") and _span(c) and c.get("bound") == "exact"]
    born = [c for c in dates if _event(text, c, dates) == "born"]
    dead = [c for c in dates if _event(text, c, dates) == "dead"]
    if stated is None or age.get("unit") != "year" or len(born) != 1 or len(dead) != 1 or not int(dead[0]["start"]) < int(age["start"]):
        return []
    between = gap(text, dead[0], age)
    if len(between) > 30 or ";" in between:
        return []
    first, last = _span(born[0]), _span(dead[0])
    least, most = _years(first[1], last[0]), _years(first[0], last[1])
    holds = least <= stated <= most
    told = f"{least}" if least == most else f"{least} or {most}"
    return [row("duration", holds, age["surface"], told,
                f"born {born[0]['surface']}, dead {dead[0]['surface']}: an age of {told}{'' if holds else f', not {stated}'}",
                born[0], dead[0], age)]


def _event(text: str, claim, dates) -> str:
    """"born", "dead" or "": what the words between the date before and this one say of it."""
    start = int(claim["start"])
    ahead = text[max(0, start - 44, *(int(d["end"]) for d in dates if int(d["end"]) <= start)):start]
    return "dead" if _DIED.search(ahead) else "born" if _BORN.search(ahead) else ""


def _years(first: date, last: date) -> int:
    return last.year - first.year - ((last.month, last.day) < (first.month, first.day))


def anniversaries(claims, text: str) -> list[dict]:
    """"In 2019, on the 30th anniversary of the 1989 ...": both years printed in the sentence."""
    rows = []
    for i, claim in enumerate(claims):
        nth = number(claim.get("value", ""))
        if claim.get("kind") not in ("ordinal", "rank") or nth is None or i + 1 >= len(claims):
            continue
        event = claims[i + 1]
        if event.get("kind") != "date" or not _span(event) or not _ANNIVERSARY.match(gap(text, claim, event)):
            continue
        if not _YEAR.search(event["surface"]):
            continue
        when = [c for c in claims[:i] if c.get("kind") == "date" and c.get("quote") == claim.get("quote") and _YEAR.search(c["surface"]) and _span(c)]
        if len(when) != 1:
            continue
        years = _span(when[0])[0].year - _span(event)[0].year
        holds = years == nth
        rows.append(row("anniversary", holds, claim["surface"], str(years),
                        f"{when[0]['surface']} is {years} years after {event['surface']}{'' if holds else f', not {nth}'}",
                        when[0], claim, event))
    return rows
