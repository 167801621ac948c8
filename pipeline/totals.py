"""The running total whose figure a verb gives at the end of a long clause: "the toll from one of the worst floods in Java rose to 146".

In: a sentence and the offset of a figure in it. Out: the words that name the total, as printed; "" where no total leads up to the figure.

    >>> s = "The number of people who are missing in Gao increased to 159."
    >>> named(s, s.index("159"))
    'number of people'
    >>> s = "This brings the total number of confirmed dead in Gao to 11."
    >>> named(s, s.index("11"))
    'total number of confirmed dead'
    >>> named("The toll was counted by 30 clerks.", 24)
    ''
"""

from __future__ import annotations

import re
from functools import cache

from pipeline.rules import load
from pipeline.tags import verbs

REACH = 140    # code points between a total and its figure
_STOP = re.compile(r"[.;:!?()—]|,|\b(?:and|but|while|as|that|when|after which)\b(?=[^.;:!?]*$)")
# what may stand between the verb and its figure
_LEAD = re.compile(r"(?:\s+(?:now|still|currently|already|since|again|further|to|at|past|above|over|beyond|about|around|nearly|almost|some|more|less|than"
                   r"|least|at least|as many as|approximately|roughly|an?|estimated|the|only|just))*\s*$", re.IGNORECASE)
# a clause of its own between a total and its verb; and what makes the figure a difference
_RELATIVE = re.compile(r"\b(?:who|which|that|whom|whose|where)\b")
_DIFFERENCE = re.compile(r"\s*(?:\S+\s+)?(?:fewer|more|higher|lower|less|better|worse|up|down)\b")
# a bare "number", "total" or "count" opens its noun phrase and has no noun of its own behind it ("the total length", "the phone number")
_OPENS = re.compile(r"(?:^|[.;:,(]\s*|\b(?:the|a|an|its|their|his|her|our|this|that|and|as|while|but)\s+|['’]s?\s+)$", re.IGNORECASE)
_WORD_BEFORE = re.compile(r"([A-Za-z]+)$")


_BARE = frozenset(("number", "total", "count"))
_FORMS = frozenset(("rose", "climbed", "reached", "stood", "stands", "hit", "hits", "passed", "exceeded", "grew", "increased", "jumped", "mounted", "topped", "fell",
                    "dropped", "decreased", "declined", "soared", "remained", "rises", "climbs", "reaches", "grows", "falls", "drops", "to"))
_FIGURE = re.compile(r"\S*")
_BE = frozenset(("is", "are", "was", "were", "has", "have", "had"))
_THAT = re.compile(r"\bthat\b")


@cache
def _patterns() -> tuple[re.Pattern, frozenset[str], frozenset[str]]:
    rules = load("words")["totals"]
    nouns = "|".join(rules["nouns"].split("|"))
    words = load("words")
    ends = "|".join(sorted({*(form for form, base in verbs().items() if base in rules["reach"].split()),
                            *(word for name in ("prepositions", "relatives", "auxiliaries", "determiners", "conjunctions", "adverbs") for word in words[name].split())}))
    of = rf"(?: of(?: (?!(?:{ends})(?![\w-]))[a-z-]+){{1,3}})?"
    return (re.compile(rf"\b((?:(?:{'|'.join(rules['modifiers'].split())}) )*(?:{nouns}){of})(?![\w-])", re.IGNORECASE),
            frozenset(rules["reach"].split()), frozenset(rules["bring"].split()))


def named(sentence: str, at: int) -> str:
    """The total that the figure at offset `at` is of, or ""."""
    ahead = sentence[max(0, at - REACH):at]
    lead = _LEAD.search(ahead)
    pattern, reach, bring = _patterns()
    found = list(pattern.finditer(ahead, 0, lead.start()))
    if not found:
        return ""
    total = found[-1]
    bare = total[1].casefold() in _BARE
    if bare and (not _OPENS.search(ahead[:total.start()]) or not re.match(rf"\s+(?:{'|'.join(sorted(reach | _FORMS))}|after|in|from|at|of|for|across|among|since)\b", ahead[total.end():] + " ")) \
            or _DIFFERENCE.match(sentence, at + len(_FIGURE.match(sentence, at)[0])):
        return ""
    verb = _WORD_BEFORE.search(ahead, 0, lead.start())
    base = verbs().get(verb[1].lower(), verb[1].lower()) if verb else ""
    between = ahead[total.end():lead.start()]
    if base in reach and verb.start() >= total.end():
        relative = _RELATIVE.search(between)
        # "the number of people who are missing grew to": the clause that hangs on the total has a verb before the total's own
        own = relative and sum(1 for word in re.findall(r"[A-Za-z]+", between[relative.end():]) if word.lower() in _BE or word.lower() in verbs())
        return "" if _STOP.search(_THAT.sub(" ", between)) or relative and own < 2 else total[1]
    before = _WORD_BEFORE.search(re.sub(r"\s+(?:the|its|their|that)\s*$", "", ahead[:total.start()].rstrip()))
    brought = before and verbs().get(before[1].lower(), before[1].lower()) in bring
    return total[1] if brought and re.search(r"\bto\b", lead[0]) and not _STOP.search(between) else ""
