"""Sums, shares, changes and announced lists inside a document.

In: the claims of a document in order of place, and its text. Out: rows of schemas.Checks of kinds sum, share, difference and
count. A whole is tied to its parts by `part_of`, by a colon or by words ("of which", "for a total of"). Where the words leave
room for parts that are not named ("including"), parts that do not reach the whole are no row; parts beyond it are. Parts stand
in the sentence of the whole, count what it counts, and are smaller than it: a figure on the next line of a list is a sibling.
"""

from __future__ import annotations

import re
from decimal import Decimal

from pipeline.readings import DIMENSIONS, hedge, number
from pipeline.rules import load
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
_ETC = re.compile(r"\b(?:etc|such as|like|e\.g|for example|among others|and more|and others|or more|respectively|each|per|every|apiece|additional|another|further)\b", re.IGNORECASE)
_ROSE = re.compile(r"\b(?:rose|risen|rises|grew|grown|increased?|climbed|jumped|gained|up|went)\b", re.IGNORECASE)
_FELL = re.compile(r"\b(?:fell|fallen|falls|dropped|declined|decreased|shrank|sank|cut|down|reduced)\b", re.IGNORECASE)
_FROM_TO = re.compile(r"\bfrom\s+(?:about |some |around |nearly |more than |over )?$", re.IGNORECASE)
_TO = re.compile(r"^[^.;:()\d]{0,40}\bto\s+(?:about |some |around |nearly |more than |over )?$", re.IGNORECASE)
_CHANGE = re.compile(r"^[^.;:\d]{0,30}(?:\b(?:an?|the) (?P<size>[\w ,-]{0,24})?|\bup |\bdown |\bby )$", re.IGNORECASE)
_CHANGE_WORD = re.compile(r"^[^.;:\d]{0,4}(?P<way>increase|rise|gain|jump|growth|decrease|fall|drop|decline|reduction|cut|difference|change)\b", re.IGNORECASE)
_OF_THE = re.compile(r"^\s+of\s+(?:the|its|their|his|her|all|those|these)?\s*(?:total\s+(?:of\s+)?|roughly |about |some |more than |estimated )*$", re.IGNORECASE)
_OF_ALL = re.compile(r"\b(?:of|among)\s+(?:the\s+|its\s+|their\s+|all\s+)*$", re.IGNORECASE)
_ITEM = re.compile(r"[A-Za-z][^,;:()]{0,48}")
# rounded parts miss a rounded total by this share of it at most: more is a slip, whatever the printed places allow
ROUNDED_SHARE = Decimal("0.02")
MOST_ITEMS = 12
# parts that count other things than the whole ("60 people: 20 nurses, 30 cooks ...") are a slip only when they miss it by this
# share of it at most; parts of the same noun by the larger one. Further off, they were no parts of it
NEAR_SHARE = Decimal("0.25")
FAR_SHARE = Decimal("0.5")
# a new line of a list, not a line that was wrapped: siblings stand there, not parts
_NEW_LINE = re.compile(r"\n[ \t]*(?:\n|[^a-z\s])")
# behind the parts: only some of the whole are told of ("confirmed", "having been identified")
_SOME = re.compile(r"\b(?:confirmed|verified|reported|known|identified|named|registered|alone|so far|having|being|still|already|seriously|at least|among)\b",
                   re.IGNORECASE)
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


def _head(claim) -> str:
    """The counted noun as printed, without what stands before it ("suspected case" -> "case")."""
    return claim.get("unit", "").split()[-1] if claim.get("unit") and claim.get("unit_basis", "printed") == "printed" else ""


def _count_alike(whole, parts) -> bool:
    """Whether counts can be the parts of a count: "(3 cases and 2 deaths)" behind deaths says how many of each, and makes no sum."""
    heads = {_head(part) for part in parts} - {""}
    return whole.get("kind") != "count" or _head(whole) not in heads or len(heads) == 1


def _slip(whole, parts, made: Decimal) -> bool:
    """Whether parts that miss the whole can be meant for it: each smaller, and all together not far off."""
    total = abs(_amount(whole))
    other = whole.get("kind") == "count" and {_head(part) for part in parts} - {"", _head(whole)}
    known = frozenset(load("verdicts")["persons"]["nouns"].split())
    share = NEAR_SHARE if other and _head(whole) not in known else FAR_SHARE
    return all(abs(_amount(part)) < total for part in parts) and abs(made - total) <= total * share


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
        if len(parts) >= 2 and key not in done and _count_alike(whole, parts):
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
    if not _WHOLE_FIRST.match(tie) or _OPEN.match(tie) or _ETC.search(tie) or _NEW_LINE.search(tie):
        return [], False
    bracket = "(" in tie
    # "9 men and 14 women (3 and 5 of them from abroad)": the bracket may go with both
    paired = bracket and i > 0 and _alike(claims[i - 1], whole) and bool(re.fullmatch(r"[^.;:()]{0,60}\band\s+", gap(text, claims[i - 1], whole)))
    last = whole
    for part in claims[i + 1:]:
        between = gap(text, last, part)
        if last is not whole and (not _JOIN.fullmatch(between) or _NEW_LINE.search(between) or (bracket and ")" in between)
                                  or ("(" in between and not bracket)):
            break
        if part["kind"] in ("date", "period", "time", "percent", "ratio") and part["kind"] != whole["kind"]:
            last = part
            continue
        if not _alike(whole, part) or _amount(part) is None or _ETC.search(between):
            return [], False
        parts.append(part)
        last = part
    closed = len(parts) >= 2 and bool(_AND.search(gap(text, parts[-2], parts[-1])) or bracket)
    if closed:
        rest = re.match(r"[^.;:()\n]{0,60}", text[int(parts[-1]["end"]):])[0]
        closed = not paired and not _SOME.search(rest)
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
        if not _alike(whole, part) or _amount(part) is None or re.search(r"[.;:]", between) or _NEW_LINE.search(between):
            break
        parts.insert(0, part)
    # a count can have a part in an earlier sentence ("this left six"); money that is summed up is all there
    return parts, whole["kind"] != "count" and len(parts) == 2 and bool(_AND.search(gap(text, parts[0], parts[1])))


def _declared(claims, whole, text: str):
    return [c for c in claims if c.get("part_of") == whole["claim_id"] and _alike(whole, c) and _amount(c) is not None
            and c["quote"] == whole["quote"]]


def _sum_row(whole, parts, closed: bool) -> dict | None:
    total, made = _amount(whole), sum((_amount(p) for p in parts), Decimal(0))
    room = _width(whole) + sum((_width(p) for p in parts), Decimal(0))
    if whole["kind"] == "count" and all(p["bound"] == "exact" for p in (whole, *parts)) and total == total.to_integral_value() and total < 10000:
        room = Decimal(0)
    room = min(room, abs(total) * ROUNDED_SHARE)
    names = ", ".join(" ".join(p["surface"].split()) for p in parts)
    computed = plain(made)
    if abs(total - made) <= room:
        return row("sum", True, whole["surface"], computed, f"{names} make {whole['surface']}", whole, *parts)
    if any(p["bound"] != "exact" for p in (whole, *parts)):
        return None
    if closed and _slip(whole, parts, made):
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
        if before is None or _amount(before) is None:
            continue
        tie = gap(text, before, share)
        if before.get("kind") == "ratio" and not before.get("unit") and re.fullmatch(r"[^.;:()\d]{0,30}\(\s*", tie):
            rows += _twice(before, share, percent)
            continue
        if before.get("kind") not in ("count", "money"):
            continue
        whole = None
        bracket = re.fullmatch(r"[^.;:()\d]{0,30}\(\s*", tie)
        if after is not None and _alike(before, after) and _amount(after) and re.fullmatch(r"[^.;:()\d]{0,40}[,(–—-]\s*(?:or |i\.e\. )?", tie) \
                and _OF_THE.fullmatch(gap(text, share, after)):
            whole = after
        elif bracket and before.get("part_of"):
            whole = next((c for c in claims if c["claim_id"] == before["part_of"] and _alike(c, before) and _amount(c)), None)
        elif bracket and i >= 2 and _alike(claims[i - 2], before) and _OF_ALL.search(text[max(0, int(claims[i - 2]["start"]) - 12):int(claims[i - 2]["start"])]) \
                and re.fullmatch(r"[^.;:()\d]{0,40},\s*(?:only |some |about )?", gap(text, claims[i - 2], before)):
            whole = claims[i - 2]
        if whole is None or not _amount(whole):
            continue
        made = _amount(before) / _amount(whole) * 100
        room = _share_room(share, percent) + made * (_relative(before) + _relative(whole))
        holds = abs(made - percent) <= room
        word = "is" if holds else "is not"
        rows.append(row("share", holds, share["surface"], f"{plain(made)} percent",
                        f"{before['surface']} of {whole['surface']} {word} {share['surface']}{'' if holds else f': it is {plain(made)} percent'}", before, whole, share))
    return rows


def _twice(ratio, share, percent: Decimal) -> list[dict]:
    """"151 of 360 (42 percent)": the share printed twice."""
    made = _amount(ratio) * 100
    if not re.search(r"\d\D+\d", ratio["surface"]):
        return []
    holds = abs(made - percent) <= _share_room(share, percent)
    word = "is" if holds else "is not"
    return [row("share", holds, share["surface"], f"{plain(made)} percent",
                f"{ratio['surface']} {word} {share['surface']}{'' if holds else f': it is {plain(made)} percent'}", ratio, share)]


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
    for i, last in enumerate(claims[:-1]):
        step = claims[i + 1]
        ends = _from_to(claims, i, text)
        if ends is None or _amount(step) is None:
            continue
        old, new, involved = ends
        between = gap(text, last, step)
        tie = _CHANGE.match(between)
        follow = text[int(step["end"]):int(step["end"]) + 24]
        if not tie or not (between.rstrip().lower().endswith(("up", "down", "by", "of")) or _CHANGE_WORD.match(follow)):
            continue
        change = abs(new - old)
        width = (number(last.get("precision", "")) or Decimal(0)) * 2
        if step["kind"] == "percent" and step.get("unit") == "percent" and last["kind"] != "percent":
            if not old:
                continue
            made, unit = change / abs(old) * 100, " percent"
            # both ends are rounded, and the share may be cut off
            room = (number(step["precision"]) or Decimal(0)) * 2 + width / abs(old) * (100 + made)
        elif _alike(last, step) or (last["kind"] == "percent" and step["kind"] == "percent"):
            made, unit = change, ""
            room = width + _width(step) if last["kind"] != "count" else _width(step)
        else:
            continue
        room = max(room, made / 10) if step["bound"] != "exact" else room
        holds = abs(made - abs(_amount(step))) <= room
        printed = " to ".join(" ".join(c["surface"].split()) for c in involved)
        told = "is a change of" if holds else "is not a change of"
        rows.append(row("difference", holds, step["surface"], f"{plain(made)}{unit}",
                        f"from {printed.removeprefix('from ')} {told} {step['surface']}{'' if holds else f': it is {plain(made)}{unit}'}", *involved, step))
    return rows


def _from_to(claims, i: int, text: str):
    """(old, new, claims) of "from A to B" that ends with claim i, read as two figures or as one range; None otherwise."""
    new = claims[i]
    if new.get("bound") == "between" and new.get("kind") not in ("date", "period"):
        low, high = number(new.get("low", "")), number(new.get("high", ""))
        start = int(new["start"])
        if low is None or high is None or not (new["surface"].casefold().startswith("from ") or _FROM_TO.search(text[max(0, start - 24):start])):
            return None
        ahead = text[max(0, start - 60):start]
        fell = _FELL.search(ahead)
        return (high, low, [new]) if fell else (low, high, [new]) if _ROSE.search(ahead) else None
    if not i:
        return None
    old = claims[i - 1]
    if not _alike(old, new) or _amount(old) is None or _amount(new) is None or old["bound"] != "exact" or new["bound"] != "exact":
        return None
    if not _FROM_TO.search(text[max(0, int(old["start"]) - 24):int(old["start"])]) or not _TO.match(gap(text, old, new)):
        return None
    return _amount(old), _amount(new), [old, new]


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
        begin = int(claim["end"]) + found.start("list")
        if any(begin <= int(c["start"]) < begin + len(found["list"]) for c in claims):
            continue  # figures in the list: a sum, not a list of names
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
    cut = re.split(r"(,? and |,? & )", text, maxsplit=1)
    if len(cut) != 3 and _AND.search(text):
        return None
    head, joined, last = cut if len(cut) == 3 else (text, "", "")
    if not joined and "," not in text:
        return None
    items = [item.strip() for item in [*head.split(","), last] if item.strip()]
    if not all(_ITEM.fullmatch(item) and len(item.split()) <= 4 for item in items):
        return None
    # a clause is no item: plain names start alike, all with capitals or all without
    bare = [re.sub(r"^(?:the|a|an)\s+", "", item) for item in items]
    return items if len({item[:1].isupper() for item in bare}) == 1 and len(items) >= 2 else None
