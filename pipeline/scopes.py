"""Where a figure holds, as its sentence says: places and populations named by a preposition.

In: a sentence, its tokens and the token ranges of the figure and its clause. Out: the phrases, as printed.

    >>> from pipeline import phrases
    >>> phrases.frame("The club planted 90 trees in northern Kenya.", [(17, 25)], 0, "count", "trees").scope
    'in northern Kenya'
"""

from __future__ import annotations

from pipeline import asides
from pipeline.tags import Token, noun_phrase_left, noun_phrase_right, phrase, word_set

# a name behind these limits a figure by place or population; behind the others only when it follows the figure at once
_PLACE_PREPS = word_set("in at among amongst across within throughout outside inside near")
_NEAR_PREPS = word_set("for from to between under per")


def _joined(found: list[Token], end: int, hi: int) -> int:
    """Where a list of names that goes on at `end` stops: "in Central" "and Northern Mali"; what a verb follows is its subject."""
    k = end
    while k + 1 < hi and found[k].low in ("and", "or", ",", "&"):
        start = k + 1
        if found[k].text == "," and found[start].low in ("and", "or"):
            start += 1
        if start >= hi or not found[start].text[0].isupper():
            break
        following = noun_phrase_right(found, start, with_of=False)[1]
        if following <= start or following < hi and found[following].tag in ("verb", "aux", "adv", "fig"):
            break
        # a comma alone may end the phrase ("in Oslo, Ms Berg said"): only a list that comes to "and" goes on
        if found[k].text == "," and start == k + 1 and not (following < hi and found[following].low in ("and", "or", ",")):
            break
        k = end = following
    return end


def scope_of(sentence, found, first, last, lo, hi):
    """Places and populations of the figure's clause ("in northern Gao"), and what a preposition right behind it names.

    A phrase that belongs to another figure of the sentence, right behind or right before it, is not this figure's; one that stands
    right before this figure ("in Egypt by 80 %, in India by 65 %") is its only one.
    """
    parts = []
    k = lo
    while k < hi:
        token = found[k]
        if token.tag == "fig" and k >= last and found[k - 1].text != "(":
            break
        if token.tag != "prep" or k + 1 >= hi or first <= k < last:
            k += 1
            continue
        span = noun_phrase_right(found, k + 1)
        if span[1] <= span[0] or span[0] < last and first < span[1]:
            k += 1
            continue
        words = found[span[0]:span[1]]
        named = any(w.tag == "name" or w.tag == "word" and w.text[0].isupper() for w in words)
        if named:
            span = (span[0], _joined(found, span[1], hi))
        behind = k == last or k == last + 1 and found[last].tag != "punct"
        after = span[1] + (1 if span[1] < hi and found[span[1]].tag == "prep" else 0)
        # "the highest ever seen in Spain": what a figure excels over does not limit it
        excelled = k >= last and asides.excels_at(sentence, found[last - 1].end, token.start)
        owned = excelled or k < first and k > lo and found[k - 1].tag == "fig" or k >= last and not behind and after < hi and found[after].tag == "fig"
        if not owned and not any(w.tag == "fig" for w in words) and (
                token.low in _PLACE_PREPS and named or behind and token.low in (_PLACE_PREPS | _NEAR_PREPS)):
            part = f"{token.low} {phrase(sentence, found, span)}"
            if after == first and token.low in _PLACE_PREPS and after > span[1]:
                return part
            if behind and token.low in _PLACE_PREPS and any(found[n].tag == "fig" for n in range(lo, first)):
                # "52 percent in Egypt, and 82 percent in India": each has its own
                return part
            parts.append(part)
        k = span[1]
    there = _where(sentence, found, first, lo)
    if there:
        parts.insert(0, there)
    return "; ".join(dict.fromkeys(parts[:3]))


def _where(sentence, found, first: int, lo: int) -> str:
    """"the Orla valley, where 41 died": the place that a clause with "where" hangs on."""
    at = next((k for k in range(first - 1, max(lo - 2, -1), -1) if found[k].low == "where"), -1)
    end = at - 1 if at > 0 and found[at - 1].text == "," else at
    if end < 1 or any(found[k].tag == "fig" for k in range(at, first)):
        return ""
    place = noun_phrase_left(found, end)
    return f"in {phrase(sentence, found, place)}" if place[1] > place[0] else ""
