"""What a figure measures, of whom, by which action, where: shallow phrases around a span of a sentence.

In: a sentence and the spans of its figures. Out: `Frame` with the words, as printed, for measure, subject, action (a base
form), object and scope. No tagger and no model: closed-class words, a verb list with its inflections (rules/words.toml)
and the shape of noun phrases. A phrase that the text does not make plain stays empty.

    >>> s = "In 2019, bilateral trade reached $29.5 million."
    >>> f = frame(s, [(33, 46)], 0, "money")
    >>> f.measure, f.action
    ('bilateral trade', 'reach')
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pipeline.rules import load
from pipeline.scopes import scope_of
from pipeline.tags import Token, is_noun, noun_phrase_left, noun_phrase_right, phrase, tokens, word_set


@dataclass(slots=True)
class Frame:
    measure: str = ""
    subject: str = ""
    action: str = ""
    object: str = ""
    scope: str = ""
    negated: bool = False
    planned: bool = False
    hypothetical: bool = False


@cache
def _modality():
    return {name: word_set(value) for name, value in load("words")["modality"].items()}


@cache
def _dimensions():
    return {word: name for name, value in load("words")["dimensions"].items() for word in value.split()}


# a verb that says what a subject's figure is, so that the subject is what is measured
_EQUATING = word_set("be reach total stand amount come measure exceed equal average rise fall drop grow increase decrease decline climb "
                   "jump surge plunge hit top number remain become stretch rank surpass peak soar shrink swell dip double go")
# a verb by which something is brought to a figure: its object is what is measured ("brings the toll to 12")
_BRINGING = word_set("bring take push raise lift increase reduce cut lower drive put revise")
# a preposition of these hangs a phrase on the subject, so that the subject's head stands before it ("the toll after the storm in Gao rose")
_HANGING = word_set("after from in at near for by on of across among following along around throughout within under over with")
_MEASURE_PREPS = word_set("of in for worth")
_SOURCES = word_set("from to toward towards against off of for")
_AWAY = word_set("from away off north south east west inland upstream downstream")
_RISING = word_set("stand soar rise tower climb")
_LENGTH = re.compile(r"(?:[0-9]k?m|(?<![a-z])(?:k?m|ft|feet|foot|(?:kilo)?met(?:er|re)s?|miles?|yards?))$", re.IGNORECASE)


def _clause(found: list[Token], at: int) -> tuple[int, int]:
    """Token range of the clause around token `at`, ended by strong punctuation."""
    i = at
    depth = 0
    while i > 0:
        text = found[i - 1].text
        if text == ")":
            depth += 1
        elif text == "(":
            if not depth:
                break
            depth -= 1
        elif not depth and text in (";", ":", "—", "–"):
            break
        i -= 1
    j, depth = at, 0
    while j < len(found):
        text = found[j].text
        if text == "(":
            depth += 1
        elif text == ")":
            if not depth:
                break
            depth -= 1
        elif not depth and text in (";", ":", "—", "–"):
            break
        j += 1
    return i, j


def _relative_clause(found: list[Token], last: int, hi: int) -> int:
    """Index of the verb of a clause that hangs on the figure ("$5 billion (that) the board had sought"); -1 for none."""
    k = last
    marked = k < hi and found[k].low in ("that", "which")
    if marked:
        k += 1
    start = k
    if k < hi and found[k].tag == "pron" and found[k].low not in ("there",):
        k += 1
    else:
        if k < hi and found[k].tag == "det":
            k += 1
        elif not marked and not (k < hi and found[k].tag == "name"):
            return -1
        _, k = noun_phrase_right(found, k)
    if k == start:
        return -1
    while k < hi and found[k].tag in ("aux", "adv", "neg"):
        k += 1
    return k if k < hi and found[k].tag == "verb" and not found[k].low.endswith("ing") else -1


def _verb_near(found: list[Token], first: int, last: int, lo: int, hi: int) -> int:
    """Index of the verb that governs the figure at tokens [first, last): the nearest before it, else after it; -1 for none."""
    hanging = _relative_clause(found, last, hi)
    if hanging >= 0:
        return hanging
    left = next((k for k in range(first - 1, lo - 1, -1) if found[k].tag == "verb"), -1)
    left_aux = next((k for k in range(first - 1, lo - 1, -1) if found[k].tag == "aux"), -1)
    right = next((k for k in range(last, hi) if found[k].tag in ("verb", "aux")), -1)
    if (left < 0 and left_aux >= 0) or (left_aux > left >= 0 and not any(found[k].tag == "verb" for k in range(left_aux, first))):
        left = left_aux
    if left < 0 or (right >= 0 and right - last <= 6 and _starts_clause(found, first, lo)):
        while 0 <= right < hi - 1 and found[right].tag == "aux" and found[right + 1].tag in ("verb", "adv", "aux", "neg"):
            right += 1
        if right >= 0 and found[right].tag == "adv":
            right = next((k for k in range(right, hi) if found[k].tag == "verb"), right)
        return right if right >= 0 else left
    return left


def _starts_clause(found: list[Token], first: int, lo: int) -> bool:
    """Whether the figure's phrase opens its clause, so that it is the subject of the verb to its right."""
    k = first - 1
    while k >= lo and found[k].tag in ("det", "adv"):
        k -= 1
    return k < lo or found[k].text == "," or found[k].tag == "conj" or found[k].low in ("that", "said", "says")


def frame(sentence: str, figures, which: int, kind: str, noun: str = "", found: list[Token] | None = None) -> Frame:
    """The phrases around `figures[which]`, spans in the sentence.

    `noun` is the counted noun phrase where the reader knows it; `found` the sentence's tokens where they were made before.
    """
    start, end = figures[which]
    found = tokens(sentence, figures) if found is None else found
    inside = [k for k, token in enumerate(found) if token.start < end and token.end > start]
    result = Frame()
    if not inside:
        result.measure = noun
        return result
    first, last = _outer(found, inside[0], inside[-1] + 1)
    lo, hi = _clause(found, first)
    if not any(found[k].tag in ("verb", "aux") for k in range(lo, hi)):
        lo = 0
        if not any(found[k].tag in ("verb", "aux") for k in range(lo, hi)):
            hi = len(found)
    verb = _verb_near(found, first, last, lo, hi)
    if verb >= 0:
        _fill_verb(sentence, found, result, verb, first, last, lo, hi)
        if kind in ("measure", "duration") and last <= verb and last < hi and found[last].low in _AWAY:
            result.negated = False                       # "a town 40 km from here had not seen it": the distance is not denied
    if first - 2 >= 0 and found[first - 1].text == "(" and is_noun(found[first - 2]) and (not result.subject or kind in ("measure", "money")):
        # "the Nile (6,650 km)": the bracket is about what stands before it
        result.subject = phrase(sentence, found, noun_phrase_left(found, first - 1))
    if kind in ("count", "duration") and first - 2 >= 0 and found[first - 1].low == "of" and is_noun(found[first - 2]):
        # "a survey of 6,000 employers": what the counted things make up
        result.object = phrase(sentence, found, noun_phrase_left(found, first - 1))
    result.measure = _measure(sentence, found, first, last, lo, hi, verb, kind, noun, result)
    result.scope = scope_of(sentence, found, first, last, lo, hi)
    return result


def _outer(found: list[Token], first: int, last: int) -> tuple[int, int]:
    """The range of a figure with the conversion in brackets behind it, or of the figure that it converts: both measure one thing
    ("828 m (2,717 ft) of rope")."""
    if first >= 2 and found[first - 1].text == "(" and found[first - 2].tag == "fig":
        first -= 2
        while first > 0 and found[first - 1].tag == "fig":
            first -= 1
        closing = next((k for k in range(last, min(last + 12, len(found))) if found[k].text == ")"), -1)
        return first, closing + 1 if closing >= 0 else last
    if first >= 3 and found[first - 1].text in ";/," and found[first - 2].tag == "fig":
        opener = next((k for k in range(first - 2, max(first - 12, 0), -1) if found[k].text == "("), -1)
        closing = next((k for k in range(last, min(last + 8, len(found))) if found[k].text == ")"), -1)
        if opener > 0 and closing > 0 and found[opener - 1].tag == "fig":
            first = opener - 1
            while first > 0 and found[first - 1].tag == "fig":
                first -= 1
            return first, closing + 1
    if last + 2 < len(found) and found[last].text == "(":
        closing = next((k for k in range(last + 1, min(last + 14, len(found))) if found[k].text == ")"), -1)
        if closing > 0 and any(t.tag == "fig" for t in found[last + 1:closing]):
            return first, closing + 1
    return first, last


def _fill_verb(sentence, found, result, verb, first, last, lo, hi):
    token = found[verb]
    result.action = token.base or token.low
    group = verb
    while (group > lo and found[group - 1].tag in ("aux", "adv", "neg")) or (group > lo and found[group - 1].low == "to"):
        group -= 1
    modality = _modality()
    # the verb's own group, and the verb that "to" hangs on ("plans to move")
    lows = {found[k].low for k in range(max(lo, group - (1 if found[group].low == "to" else 0)), verb + 1)}
    result.negated = any((found[k].tag == "neg" or found[k].low.endswith("n't"))
                         and not (k + 1 < hi and found[k + 1].low in ("only", "just", "merely", "least", "longer", "more", "fewer", "less"))
                         for k in range(max(lo, group - 1), min(hi, verb + 2)))
    result.hypothetical = bool(lows & modality["hypothetical"]) or any(found[k].low in ("if", "assuming", "suppose") for k in range(lo, verb))
    result.planned = bool(lows & modality["planned"])
    left = group
    # a parenthesis or a comma phrase may stand between the subject and its verb
    if left - 1 >= lo and found[left - 1].text == ",":
        opener = next((k for k in range(left - 2, lo, -1) if found[k].text == ","), -1)
        if opener > lo:
            left = opener
    if left - 1 >= lo and found[left - 1].text == ")":
        opener = next((k for k in range(left - 2, lo - 1, -1) if found[k].text == "("), -1)
        if opener >= lo:
            left = opener
    if left - 1 >= lo and found[left - 1].low in ("which", "who", "that"):
        left -= 1
        if left - 1 >= lo and found[left - 1].text == ",":
            left -= 1
    subject = noun_phrase_left(found, left)
    # "is expected to rise", "lost 162 points to end at": whoever does the one does the other
    higher = left - 1
    while subject[1] <= subject[0] and higher > lo and found[higher].tag in ("fig", "adv", "punct") and found[higher].text != ";":
        higher -= 1
    if subject[1] <= subject[0] and higher > lo and found[higher].tag == "verb" and found[group].low == "to":
        while higher > lo and (found[higher - 1].tag in ("aux", "adv", "neg") or found[higher - 1].low == "to"):
            higher -= 1
        subject = noun_phrase_left(found, higher)
    if subject[1] <= subject[0] and left - 1 >= lo and found[left - 1].tag == "pron":
        subject = (left - 1, left)
        if left - 3 >= lo and found[left - 2].tag == "prep" and is_noun(found[left - 3]):
            # "the load on it was": what the preposition hangs on
            subject = noun_phrase_left(found, left - 2)
    if subject[1] <= subject[0] and group >= last:
        return _fill_object(sentence, found, result, verb, first, last, hi)
    if subject[1] <= subject[0]:
        # "X, Y and Z <verb>" or a coordinated verb: the first noun phrase of the clause
        k = lo
        while k < group and not is_noun(found[k]):
            k += 1
        if k < group:
            before = k and (found[k - 1].tag == "prep" or found[k - 1].low in ("as", "like", "than"))
            before = before or (k > 1 and found[k - 1].tag == "det" and found[k - 2].tag in ("prep", "conj"))
            if not before:
                subject = noun_phrase_right(found, k)
    if group < first and found[verb].base in _EQUATING:
        subject = _head(found, subject, lo)
    if subject[0] - 2 >= lo and found[subject[0] - 1].low == "and" and is_noun(found[subject[0] - 2]):
        subject = (noun_phrase_left(found, subject[0] - 1)[0], subject[1])
    if not (subject[0] < last and first < subject[1]) and not (subject[1] - subject[0] == 1 and found[subject[0]].low == "there"):
        result.subject = phrase(sentence, found, subject)
    _fill_object(sentence, found, result, verb, first, last, hi)


def _head(found: list[Token], subject: tuple[int, int], lo: int) -> tuple[int, int]:
    """The noun phrase that the phrases before a verb hang on: "the toll" of "the toll after the 6.1 quake in Peru"."""
    while subject[1] > subject[0]:
        k = subject[0] - 1
        while k >= lo and found[k].tag in ("det", "fig"):
            k -= 1
        if k - 1 < lo or found[k].low not in _HANGING or not is_noun(found[k - 1]):
            return subject
        before = noun_phrase_left(found, k)
        opener = before[0] - 1
        while opener >= lo and found[opener].tag == "det":
            opener -= 1
        if before[1] <= before[0] or opener == lo and found[opener].tag == "prep":
            # "In the year after the war exports rose": what opens the clause is no subject
            return subject
        subject = before
    return subject


def _fill_object(sentence, found, result, verb, first, last, hi):
    right = verb + 1
    while right < hi and found[right].tag in ("adv", "det"):
        right += 1
    if right < hi and right not in range(first, last):
        if found[right].tag == "prep":
            right += 1
        thing = noun_phrase_right(found, right)
        if thing[1] > thing[0] and not (thing[0] < last and first < thing[1]):
            result.object = phrase(sentence, found, thing)


def _measure(sentence, found, first, last, lo, hi, verb, kind, noun, result):
    if kind in ("count", "age", "rank", "ordinal") and noun:
        if "-" in sentence[found[first].start:found[last - 1].end] and last < hi and is_noun(found[last]):
            # "a three-story podium": the stories of the podium
            return f"{noun} of {phrase(sentence, found, noun_phrase_right(found, last, with_of=False))}"
        if last < hi and found[last].low in ("of", "with", "on", "for") and not noun.count(" of "):
            more = noun_phrase_right(found, last + 1, with_of=False)
            if more[1] > more[0] and found[more[0]].tag != "fig":
                return f"{noun} {found[last].low} {phrase(sentence, found, more)}"
        return noun
    if kind == "count" and not noun:
        k = last
        while k < hi and found[k].text in "\"“”‘’'":
            k += 1
        span = noun_phrase_right(found, k) if k < hi and found[k].tag in ("word", "name") else (k, k)
        if span[1] > span[0]:
            return phrase(sentence, found, span)
    if kind in ("date", "period", "time"):
        return " ".join(part for part in (result.action if result.action != "be" else "", result.object or result.subject) if part)
    # "the budget, to the tune of FIG": an idiom that measures what stands before it
    if first - 4 >= lo and [found[k].low for k in range(first - 4, first)] in (["to", "the", "tune", "of"], ["to", "the", "amount", "of"]):
        stop = first - 4
        while stop > lo and found[stop - 1].tag == "punct":
            stop -= 1
        before = noun_phrase_left(found, stop)
        if before[1] > before[0]:
            return phrase(sentence, found, before)
    if kind == "age" and first - 1 >= lo and found[first - 1].tag == "fig" and found[first - 1].text.isalpha():
        # "17 players over the age of 21"
        return found[first - 1].text
    if kind == "age" and first - 1 >= lo and is_noun(found[first - 1]):
        # "children under the age of 5"
        return phrase(sentence, found, noun_phrase_left(found, first))
    # "NP (with the mast) of FIG"
    if first - 2 >= lo and found[first - 1].low in ("of", "at") and found[first - 2].text == ")":
        opener = next((k for k in range(first - 3, lo, -1) if found[k].text == "("), -1)
        if opener > lo and is_noun(found[opener - 1]):
            return phrase(sentence, found, noun_phrase_left(found, opener))
    # "NP of FIG", "a height of 828 m"
    if first - 1 >= lo and found[first - 1].low in ("of", "at") and first - 2 >= lo and is_noun(found[first - 2]):
        before = noun_phrase_left(found, first - 1)
        if before[1] > before[0]:
            return phrase(sentence, found, before)
    # "$334 million deal", "828 metres tall"
    if last < hi and found[last].low in _dimensions():
        return _dimensions()[found[last].low]
    if last < hi and is_noun(found[last]) and found[last].tag == "word":
        after = noun_phrase_right(found, last)
        return phrase(sentence, found, after)
    if (last < hi and found[last].low in _MEASURE_PREPS) or (last < hi and found[last].low == "of"):
        after = noun_phrase_right(found, last + 1)
        if after[1] > after[0] and any(found[k].tag == "word" and found[k].text[0].islower() for k in range(*after)):
            return phrase(sentence, found, after)
    # "the tower stands at 300 feet", "soaring to 300 feet": how high
    if kind == "measure" and verb >= 0 and verb < first and found[verb].base in _RISING and _LENGTH.search(sentence, found[first].start, found[last - 1].end) and first - 1 >= lo and found[first - 1].low in ("at", "to", "over", "soar", "above"):
        return "height"
    # "At FIG, the tower is ...": the subject is what is measured
    if first - 1 >= 0 and found[first - 1].low in ("at", "with") and first - 1 == lo and last < hi and found[last].text == ",":
        after = noun_phrase_right(found, last + 1)
        if after[1] > after[0]:
            return phrase(sentence, found, after)
    # "brings NP to FIG"
    if first - 1 >= lo and found[first - 1].low == "to" and 0 <= verb < first and found[verb].base in _BRINGING and result.object:
        return result.object
    # "NP reached FIG"
    if verb >= 0 and verb < first and found[verb].base in _EQUATING and result.subject:
        return result.subject
    if verb >= 0 and found[verb].base in ("cost", "weigh", "earn", "spend"):
        return found[verb].base if not result.subject else f"{found[verb].base} {result.subject}"
    if noun:
        return noun
    if kind in ("money", "percent") and result.action and not result.object and last < hi and found[last].low in _SOURCES:
        # "diverts $3 million from the road fund": the money is known by where it comes from or goes to
        thing = last + 1
        while thing < hi and found[thing].tag in ("det", "fig"):
            thing += 1
        after = noun_phrase_right(found, thing)
        if after[1] > after[0]:
            return f"{result.action} {found[last].low} {phrase(sentence, found, after)}"
    if result.action and result.action != "be":
        return " ".join(part for part in (result.action, result.object) if part)
    if first - 1 >= lo:
        stop = first
        while stop > lo and not is_noun(found[stop - 1]) and first - stop < 3:
            stop -= 1
        before = noun_phrase_left(found, stop)
        if before[1] > before[0]:
            return phrase(sentence, found, before)
    return result.subject
