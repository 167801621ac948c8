"""Sums, shares, changes and announced lists inside a document.

In: the claims of a document in order of place, and its text. Out: rows of schemas.Checks of kinds sum, share, difference and
count. A whole is tied to its parts by `part_of`, by a colon or by words ("of which", "for a total of"). Where the words leave
room for parts that are not named ("including"), parts that do not reach the whole are no row; parts beyond it are.
"""

from __future__ import annotations

import re
from decimal import Decimal

from pipeline.readings import DIMENSIONS, hedge, number
from pipeline.unit_checks import gap, plain, row

_OPEN = re.compile(r"^[\s,;(–—-]*(?:[\w'’%$€£ -]{0,60}?)(?:\bincluding\b|\bamong (?:them|which|whom)\b|\bwith\b)", re.IGNORECASE)
# after these words the parts are all of the whole
_WHOLE_FIRST = re.compile(
    r"^(?P<noun>[^.;:()]{0,60}?)(?:,?\s(?:of (?:which|whom|them|these)|consisting of|comprising|comprised of|composed of|made up of|split between|"
    r"divided (?:into|between|among)|broken down (?:into|as))\b|\s?[:(–—])\s*(?:[A-Za-z'’ ]{0,12})$", re.IGNORECASE)
_TOTAL_AFTER = re.compile(
    r"(?:,|\band\b|\(|–|—)?\s*(?:(?:for|making|giving|bringing|to give|adding up to|or) (?:a|an|the|its|their) (?:[a-z]+ )?total"
    r"(?: gross)?(?: (?:of|to))|(?:for )?a total of|totall?ing|adding up to|in total,?|bringing the (?:[a-z]+ )?total to)\s*(?:about |some |approximately |roughly )?$",
    re.IGNORECASE)
_JOIN = re.compile(r"[^.;:]{0,70}", re.DOTALL)
_AND = re.compile(r"\band\b|&|\bplus\b", re.IGNORECASE)
_LAST_END = re.compile(r"[^.;:]{0,90}(?:[.;)\n]|$)", re.DOTALL)
_ETC = re.compile(r"\b(?:etc|such as|like|e\.g|for example|among others|and more|and others|or more|respectively|each|per|every|apiece|additional|another|further)\b", re.IGNORECASE)
_FROM_TO = re.compile(r"\bfrom\s+(?:about |some |around |nearly |more than |over )?$", re.IGNORECASE)
_TO = re.compile(r"^[^.;:()\d]{0,40}\bto\s+(?:about |some |around |nearly |more than |over )?$", re.IGNORECASE)
_CHANGE = re.compile(r"^[^.;:\d]{0,30}(?:\b(?:an?|the) (?P<size>[\w ,-]{0,24})?|\bup |\bdown |\bby )$", re.IGNORECASE)
_CHANGE_WORD = re.compile(r"^[^.;:\d]{0,4}(?P<way>increase|rise|gain|jump|growth|decrease|fall|drop|decline|reduction|cut|difference|change)\b", re.IGNORECASE)
_OF_THE = re.compile(r"^\s+of\s+(?:the|its|their|his|her|all|those|these)?\s*(?:total\s+(?:of\s+)?|roughly |about |some |more than |estimated )*$", re.IGNORECASE)
_ITEM = re.compile(r"[A-Za-z][^,;:()]{0,48}")
MOST_ITEMS = 12
LIST_LENGTH = 400


def _amount(claim) -> Decimal | None:
    return number(claim.get("value", ""))


def _width(claim) -> Decimal:
    value = _amount(claim)
    printed = number(claim.get("precision", "")) or Decimal(0)
    if claim.get("bound") == "exact":
        return printed
    return max(printed, hedge(value, printed)) if value is not None else printed


def _alike(whole, part) -> bool:
    """Whether a part can be added up to the whole: the same money or measure, or counts."""
    if DIMENSIONS.get(whole.get("kind")) != DIMENSIONS.get(part.get("kind")) or whole.get("kind") in ("rank", "ordinal", "age", "ratio"):
        return False
    return whole.get("kind") == "count" or whole.get("unit") == part.get("unit")


def sums(claims, text: str) -> list[dict]:
    """Wholes with their parts."""
    rows, done = [], set()
    for i, whole in enumerate(claims):
        if DIMENSIONS.get(whole.get("kind")) not in ("money", "count", "measure", "share") or _amount(whole) is None:
            continue
        parts, closed = _parts_after(claims, i, text)
        if len(parts) < 2:
            parts, closed = _parts_before(claims, i, text)
        if len(parts) < 2:
            parts, closed = _declared(claims, whole, text), False
        key = (whole["claim_id"], *sorted(p["claim_id"] for p in parts))
        if len(parts) >= 2 and key not in done:
            done.add(key)
            found = _sum_row(whole, parts, closed)
            if found:
                rows.append(found)
    for part in claims:
        whole = next((c for c in claims if c["claim_id"] == part.get("part_of")), None)
        if whole is not None and _alike(whole, part) and _amount(whole) is not None and _amount(part) is not None:
            if whole["bound"] in ("exact", "at_most", "less_than") and _amount(part) - _width(part) > _amount(whole) + _width(whole):
                rows.append(row("sum", False, whole["surface"], part["surface"],
                                f"{part['surface']} is given as a part of {whole['surface']} and is more than the whole", whole, part))
    return rows


def _parts_after(claims, i: int, text: str):
    """Whole first: "11 cases: seven in one state, two in another and two in a third"."""
    whole, parts = claims[i], []
    if i + 1 >= len(claims) or not _alike(whole, claims[i + 1]):
        return [], False
    tie = gap(text, whole, claims[i + 1])
    if not _WHOLE_FIRST.match(tie) or _OPEN.match(tie) or _ETC.search(tie):
        return [], False
    bracket = "(" in tie
    last = whole
    for part in claims[i + 1:]:
        between = gap(text, last, part)
        if last is not whole and (not _JOIN.fullmatch(between) or (bracket and ")" in between) or ("(" in between and not bracket)):
            break
        if part["kind"] in ("date", "period", "time", "percent", "ratio") and part["kind"] != whole["kind"]:
            last = part
            continue
        if not _alike(whole, part) or _amount(part) is None or _ETC.search(between):
            return [], False
        parts.append(part)
        last = part
    closed = len(parts) >= 2 and bool(_AND.search(gap(text, parts[-2], parts[-1])) or bracket)
    return parts, closed


def _parts_before(claims, i: int, text: str):
    """Total last: "$5 million at home and $3 million abroad, for a total of $8 million"."""
    whole = claims[i]
    before = [c for c in claims[max(0, i - 6):i] if c["kind"] not in ("date", "period", "time")]
    if len(before) < 2 or not _TOTAL_AFTER.search(gap(text, before[-1], whole)[-60:]):
        return [], False
    parts = []
    for part in reversed(before):
        after = parts[0] if parts else whole
        between = gap(text, part, after)
        if not _alike(whole, part) or _amount(part) is None or re.search(r"[.;:]", between):
            break
        parts.insert(0, part)
    return parts, len(parts) == 2 and bool(_AND.search(gap(text, parts[0], parts[1])))


def _declared(claims, whole, text: str):
    return [c for c in claims if c.get("part_of") == whole["claim_id"] and _alike(whole, c) and _amount(c) is not None
            and c["quote"] == whole["quote"]]


def _sum_row(whole, parts, closed: bool) -> dict | None:
    total, made = _amount(whole), sum((_amount(p) for p in parts), Decimal(0))
    room = _width(whole) + sum((_width(p) for p in parts), Decimal(0))
    if whole["kind"] == "count" and all(p["bound"] == "exact" for p in (whole, *parts)) and total == total.to_integral_value() and total < 10000:
        room = Decimal(0)
    names = ", ".join(" ".join(p["surface"].split()) for p in parts)
    computed = plain(made)
    if abs(total - made) <= room:
        return row("sum", True, whole["surface"], computed, f"{names} make {whole['surface']}", whole, *parts)
    if any(p["bound"] != "exact" for p in (whole, *parts)):
        return None
    if closed:
        return row("sum", False, whole["surface"], computed, f"{names} make {computed}, not {whole['surface']}", whole, *parts)
    return None


def shares(claims, text: str) -> list[dict]:
    """"151 of 360 (42 percent)", "520,000, about one third of the 1.6 million": a share against its count and its whole."""
    rows = []
    for i, share in enumerate(claims):
        if share.get("kind") not in ("percent", "ratio") or _amount(share) is None or share.get("unit") not in ("percent", ""):
            continue
        percent = _amount(share) * (1 if share["kind"] == "percent" else 100)
        before = claims[i - 1] if i else None
        after = claims[i + 1] if i + 1 < len(claims) else None
        if before is None or before.get("kind") not in ("count", "money") or _amount(before) is None:
            continue
        tie = gap(text, before, share)
        whole = None
        if after is not None and _alike(before, after) and _amount(after) and re.fullmatch(r"[^.;:()\d]{0,40}[,(–—-]\s*(?:or |i\.e\. )?", tie) \
                and _OF_THE.fullmatch(gap(text, share, after)):
            whole = after
        elif i >= 2 and re.fullmatch(r"[^.;:()\d]{0,30}\(\s*", tie) and _alike(claims[i - 2], before) and _amount(claims[i - 2]) \
                and _OF_THE.fullmatch(gap(text, claims[i - 2], before)):
            before, whole = claims[i - 2], before
        elif re.fullmatch(r"[^.;:()\d]{0,30}\(\s*", tie) and before.get("part_of"):
            whole = next((c for c in claims if c["claim_id"] == before["part_of"] and _alike(c, before) and _amount(c)), None)
        if whole is None or not _amount(whole):
            continue
        made = _amount(before) / _amount(whole) * 100
        room = _share_room(share, percent) + made * (_relative(before) + _relative(whole))
        holds = abs(made - percent) <= room
        word = "is" if holds else "is not"
        rows.append(row("share", holds, share["surface"], f"{plain(made)} percent",
                        f"{before['surface']} of {whole['surface']} {word} {share['surface']}: it is {plain(made)} percent", before, whole, share))
    return rows


def _share_room(share, percent: Decimal) -> Decimal:
    printed = (number(share.get("precision", "")) or Decimal(0)) * (1 if share["kind"] == "percent" else 100)
    if share["kind"] == "ratio" or share["bound"] != "exact":
        return max(printed, percent / 10)  # "a third", "about 40 percent": words of rough shares
    # a share may be cut off instead of rounded
    return printed * 2


def _relative(claim) -> Decimal:
    value = _amount(claim)
    return _width(claim) / abs(value) if value else Decimal(0)


def changes(claims, text: str) -> list[dict]:
    """"rose from 200 to 250, an increase of 25 percent", "from 12 to 15, up 3"."""
    rows = []
    for i in range(len(claims) - 2):
        old, new, step = claims[i:i + 3]
        if not _alike(old, new) or _amount(old) is None or _amount(new) is None or _amount(step) is None or not _amount(old):
            continue
        if not _FROM_TO.search(text[max(0, int(old["start"]) - 24):int(old["start"])]) or not _TO.match(gap(text, old, new)):
            continue
        tie = _CHANGE.match(gap(text, new, step))
        follow = text[int(step["end"]):int(step["end"]) + 24]
        if not tie or not (gap(text, new, step).rstrip().lower().endswith(("up", "down", "by", "of")) or _CHANGE_WORD.match(follow)):
            continue
        if old["bound"] != "exact" or new["bound"] != "exact":
            continue
        change = abs(_amount(new) - _amount(old))
        if step["kind"] == "percent" and step.get("unit") == "percent" and old["kind"] != "percent":
            made = change / _amount(old) * 100
            room = (number(step["precision"]) or Decimal(0)) * 2 + made * (_relative(old) + _relative(new)) * 2
            unit = " percent"
        elif _alike(old, step) or (old["kind"] == "percent" and step["kind"] == "percent"):
            made, unit = change, ""
            room = _width(old) + _width(new) + _width(step) if old["kind"] != "count" else _width(step)
        else:
            continue
        room = max(room, made / 10) if step["bound"] != "exact" else room
        holds = abs(made - abs(_amount(step))) <= room
        told = "is a change of" if holds else "is not a change of"
        rows.append(row("difference", holds, step["surface"], f"{plain(made)}{unit}",
                        f"from {old['surface']} to {new['surface']} {told} {step['surface']}: it is {plain(made)}{unit}", old, new, step))
    return rows


def lists(claims, text: str) -> list[dict]:
    """"the three rivers: the A, the B and the C": an announced count against the items that follow."""
    rows = []
    for claim in claims:
        value = _amount(claim)
        if claim.get("kind") != "count" or claim.get("bound") != "exact" or value is None or not 2 <= value <= MOST_ITEMS:
            continue
        after = text[int(claim["end"]):int(claim["end"]) + LIST_LENGTH]
        found = re.match(r"(?P<noun>[^.;:()\d\n]{0,40})(?:(?P<colon>:\s)|(?P<bracket>\s\())(?P<list>[^.;:()\n]{5,300})(?P<end>[.;)\n]|$)", after)
        if not found or (found["bracket"] and found["end"] != ")") or (found["colon"] and found["end"] == ")"):
            continue
        items = _items(found["list"])
        if items is None:
            continue
        holds = len(items) == value
        told = "are listed" if holds else "are listed, not that many"
        rows.append(row("count", holds, claim["surface"], str(len(items)),
                        f"{claim['surface']} announced, {len(items)} {told}: {', '.join(items)}", claim))
    return rows


def _items(text: str) -> list[str] | None:
    """The items of a plain enumeration that ends with "and"; None for anything else."""
    if re.search(r"\d", text) or _ETC.search(text) or len(_AND.findall(text)) > 1:
        return None
    head, joined, last = re.split(r"(,? and |,? & )", text, maxsplit=1) if _AND.search(text) else (text, "", "")
    if not joined and "," not in text:
        return None
    items = [item.strip() for item in [*head.split(","), last] if item.strip()]
    if not all(_ITEM.fullmatch(item) and len(item.split()) <= 4 for item in items):
        return None
    # a clause is no item: plain names start alike, all with capitals or all without
    bare = [re.sub(r"^(?:the|a|an)\s+", "", item) for item in items]
    return items if len({item[:1].isupper() for item in bare}) == 1 and len(items) >= 2 else None
