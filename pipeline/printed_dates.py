"""The publication date that a document prints, and the newest date that it reports as past.

In: the text. Out: `(ISO date, basis)`. Looked for in this order: a labelled date ("Published: July 5, 2018"), a dateline
("LISBON, 3 May 2011 (Wire) -"), a line at the top or the very end that is a date and nothing else. A document with many
lines of only a date is a timeline: those are dates of events. The words come from rules/documents.toml.

    >>> published("Bridges\\n\\nPosted 5 July 2018 by the editors\\n\\nFive were built.")
    ('2018-07-05', 'printed')
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from pipeline.rules import load

# what a date that a page prints of itself measures
OF_DOCUMENT = "date of the document"
TOP_LINES = 15
# lines from the top in which a name may stand before the date ("The Herald, 12 March 2021")
NAMED_LINES = 6
TOP_CHARACTERS = 3_000
END_LINES = 4
END_CHARACTERS = 1_500
# more date-only lines than this are entries of a timeline
MAX_DATE_LINES = 2
# two sentences must agree that a later year is past before a declared date is doubted
_WITNESSES = 2
_MONTH = {name[:3]: number for number, name in enumerate(load("documents")["dates"]["months"].split()[:12], 1)}
# what stands between a dateline and its text
_BEHIND_DATELINE = re.compile(r"\s*(?:\([^()\n]{2,40}\))?\s*(?:\d{1,2}[:.]\d\d\s*)?(?:[—–:-]|\n|$|\.(?=\s|$))")
_MIXED_BEHIND = re.compile(r"\s*(?:\([^()\n]{2,40}\)\s*[.:—–-]|[—–]|-\s|:)\s*[A-Z“\"]")
# characters of a line that is surely prose and no title
PROSE = 60
_YEAR = re.compile(r"(?<![\d.,/$€£-])(?:19|20|21)\d\d(?![\d/%]|[.,]\d|-\d)")


def _names(words: str) -> str:
    return "|".join(sorted(words.split(), key=lambda w: (-len(w), w)))


@cache
def _patterns() -> dict[str, re.Pattern]:
    rules = load("documents")["dates"]
    months = _names(rules["months"] + " " + rules["sept"])
    days = _names(rules["weekdays"])
    date = (rf"(?:(?:{days})\.?,?[ ]+)?(?:"
            rf"(?P<iso>(?:19|20|21)\d\d-\d\d-\d\d)(?:T[\d:.+Z-]*)?"
            rf"|(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:[ ]+of)?[ ]+(?P<month>{months})\.?,?[ ]+(?P<year>(?:19|20|21)\d\d)"
            rf"|(?P<month2>{months})\.?[ ]+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?,?[ ]+(?P<year2>(?:19|20|21)\d\d)"
            rf"|(?P<a>\d{{1,2}})[/.](?P<b>\d{{1,2}})[/.](?P<year3>(?:19|20|21)\d\d)"
            rf"|(?P<month4>{months})\.?,?[ ]+(?P<year4>(?:19|20|21)\d\d))(?!\d)")
    label = {name: "|".join(re.escape(w).replace(r"\ ", "[ ]+") for w in sorted(rules[name], key=lambda w: (-len(w), w)))
             for name in ("published", "modified")}
    clock = r"\d{1,2}(?:[:.]\d\d[ ]*(?:am|pm|a\.m\.|p\.m\.)?|[ ]?(?:am|pm))[ ]*(?:[a-z]{2,4})?,?[ ]+"
    gap = rf"[ ]*(?:on|at)?(?:[:,]?[ ]+{clock})?[ ]*(?:on)?" + r"[ ]*[:|–—-]?[ \t]*(?:\r?\n[ \t]*){0,3}"
    return {
        "date": re.compile(date, re.I),
        "published": re.compile(rf"(?:^|(?<=\n)|(?<=[|•·]))[ \t>*_#(]*(?:{label['published']})[*_]*{gap}[*_]*{date}", re.I),
        "was_published": re.compile(rf"\b(?:this|the|our)[ ](?:\w+[ ]){{1,8}}?(?:was|were|is)[ ](?:first[ ]|originally[ ])?published[ ]+(?:on[ ]|in[ ])?{date}",
                                    re.I),
        "modified": re.compile(rf"(?:^|(?<=\n)|(?<=[|•·]))[ \t>*_#(]*(?:{label['modified']})[*_]*{gap}[*_]*{date}", re.I),
        "dateline": re.compile(rf"^[ \t]*[A-Z][\w.'’-]+(?:[ ,/]+[A-Z][\w.'’-]*){{0,6}}[ ]*[,—–(-]*[ ]*(?:\([^()\n]{{2,40}}\)[ ]*[,—–-]*[ ]*)?(?i:{date})", re.M),
        "beside": re.compile(r"[\s,;:|@/•·()*_#>–—-]+|\d{1,2}[:.]\d\d(?:[:.]\d\d)?\s*(?:am|pm|a\.m\.|p\.m\.)?|\d{1,2}\s*(?:am|pm)\b|\b(?:"
                             + "|".join(re.escape(w) for w in sorted(rules["beside"], key=lambda w: (-len(w), w))) + rf"|{days})\b|\d+ min(?:ute)?s? read", re.I),
        "name": re.compile(r"[ \t>*_#(]*(?:[Bb]y[ ]+)?(?:[A-Z][\w.'’&-]*(?:[ ](?:of|the|and|de|for|&)(?=[ ]))*(?:,[ ])?[ ]*){1,7}[ \t]*[,|•·–—/(-]+[ ]*"),
        # who wrote it behind the date, the agency or the number of the release before it
        "behind": re.compile(r"\bby[ ]+(?:[A-Z][\w.'’&-]*[ ,]*){1,6}$"),
        "issue": re.compile(r"[ \t>*_#]*(?:\([A-Z][^()\d]{1,40}\)|(?:" + "|".join(re.escape(w) for w in rules["issues"])
                            + r")(?:[ ]*(?:no\.?|nr\.?|number|#)?[ ]*[\w/-]*\d[\w/-]*)?)[ \t]*[,|:–—/-]*[ ]*", re.I),
        "inline": re.compile(rf"[ \t>*_]*(?P<place>[A-Z][\w.'’-]+(?:[ ][A-Z][\w.'’-]*){{0,3}}(?:,[ ]?[A-Z][\w.'’-]*(?:[ ][A-Z][\w.'’-]*)?){{0,2}})[ ]*[,—–(-]+[ ]*"
                             rf"(?:\([^()\n]{{2,40}}\)[ ]*[,—–-]*[ ]*)?(?P<when>(?i:{date}))"),
        # the same without its year, as news agencies print it: "ORLA, Nov 12 (Agency) 20:15 -"
        "inline_day": re.compile(rf"[ \t>*_]*[A-Z][A-Z.'’ -]{{2,}}(?:,[ ]?[A-Z][\w.'’ -]*)?,?[ ]*(?:\([^()\n]{{2,40}}\)[ ]*[,—–-]*[ ]*)?"
                                 rf"(?P<when>(?i:(?:{months})\.?[ ]+\d{{1,2}}|\d{{1,2}}[ ]+(?:{months})\.?))(?!\w|[ ,]+(?:19|20|21)\d\d)"
                                 r"[ ]*(?:\([^()\n]{2,40}\))?[ ]*(?:\d{1,2}[:.]\d\d)?[ ]*[—–-](?![ ]*\d)"),
        "back": re.compile(r"\b(?:" + "|".join(rules["back"]) + r"|[a-z]{2,}ed)\b", re.I),
        "coming": re.compile(r"\b(?:" + "|".join(rules["coming"]) + r")\b", re.I),
        "ahead": re.compile(r"\b(?:" + "|".join(rules["ahead"]) + r")\b", re.I),
    }


def iso(match: re.Match) -> str:
    """ISO date of a match of the date pattern, as coarse as it is sure; "" for a date that does not exist."""
    g = match.groupdict()
    if g["iso"]:
        year, month, day = (int(part) for part in g["iso"].split("-"))
    elif g["year3"]:
        year, a, b = int(g["year3"]), int(g["a"]), int(g["b"])
        if a == b or a > 12 or b > 12:
            month, day = (b, a) if a > 12 else (a, b)
        else:
            # 3/4/2015 is March or April, by the country; the year is all that is sure
            return str(year) if a > 0 and b > 0 else ""
    elif g["year4"]:
        return f"{g['year4']}-{_MONTH[g['month4'][:3].lower()]:02d}"
    else:
        year, month, day = int(g["year"] or g["year2"]), _MONTH[(g["month"] or g["month2"])[:3].lower()], int(g["day"] or g["day2"])
    last = (31, 29 if year % 4 == 0 and (year % 100 or year % 400 == 0) else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    if not 1 <= month <= 12 or not 1 <= day <= last[month - 1]:
        return ""
    return f"{year:04d}-{month:02d}-{day:02d}"


def parse(text: str) -> str:
    """The date that a short text is or begins with, ISO; "" where it is none. Also a bare year."""
    text = text.strip()
    if match := _patterns()["date"].match(text):
        return iso(match)
    if match := re.match(r"((?:19|20|21)\d\d)(?:-(0[1-9]|1[0-2]))?$", text):
        return match.group()
    return ""


def published(text: str) -> tuple[str, str]:
    """The date the document prints for itself and its basis (printed, dateline; not_before for a timeline), or ("", "")."""
    find = _patterns()
    top, end = text[:TOP_CHARACTERS].replace("\xa0", " "), text[-END_CHARACTERS:].replace("\xa0", " ")
    for name in ("published", "was_published"):
        for part in (top, end):
            if (match := find[name].search(part)) and (date := iso(match)):
                return date, "printed"
    for match in find["dateline"].finditer(top):
        before = match.group()[:match.start("iso") - match.start()] if match.group("iso") else match.group()
        if _is_dateline(before, top[match.end():match.end() + 40]) and (date := iso(match)):
            return date, "dateline"
    if date := _mixed_dateline(top):
        return date, "dateline"
    alone = _date_lines(text)
    if len(alone) > MAX_DATE_LINES:
        # a timeline is not older than its last entry
        return max(alone), "not_before"
    if alone:
        return alone[0], "printed"
    for part in (end, top):
        if (match := find["modified"].search(part)) and (date := iso(match)):
            return date, "printed"
    return "", ""


def labelled(line: str) -> bool:
    """Whether a line says when the page was published or changed ("Posted 5 July 2018 by the editors")."""
    return any(c.isdigit() for c in line) and any(_patterns()[name].match(line) for name in ("published", "modified"))


def _is_dateline(before: str, after: str) -> bool:
    place = re.match(r"[ \t]*([A-Z][A-Z.'’ -]+)", before)
    return bool(place and len(place.group(1).strip()) > 2 and _BEHIND_DATELINE.match(after))


def _mixed_dateline(top: str) -> str:
    """The date of the one paragraph that begins with a place in small letters ("Turin, 10 August 2016 – The club ..."); more are a chronicle."""
    found = [date for line in top.split("\n") if len(line) >= PROSE and (date := inline(line)[0])]
    return found[0] if len(found) == 1 else ""


def inline(line: str) -> tuple[str, int, int]:
    """(ISO date, start, end) of a dateline that opens a line of prose; ("", 0, 0) where there is none."""
    match = _patterns()["inline"].match(line) if any(c.isdigit() for c in line[:90]) else None
    if match is None or match["month4"] or not (date := iso(match)):
        return "", 0, 0
    after, place = line[match.end("when"):match.end("when") + 60], match["place"]
    capitals = re.match(r"[A-Z][A-Z.'’ -]{2,}", place)
    if not (_BEHIND_DATELINE.match(after) if capitals else len(place.split()) <= 3 and _MIXED_BEHIND.match(after)):
        return "", 0, 0
    return date, match.start("when"), match.end("when")


def opening_day(line: str) -> tuple[int, int]:
    """Where the date of a dateline stands, with or without its year, in a line of prose that it opens; (0, 0) where there is none."""
    date, start, end = inline(line)
    if date:
        return start, end
    match = _patterns()["inline_day"].match(line) if any(c.isdigit() for c in line[:90]) else None
    return match.span("when") if match else (0, 0)


def _date_lines(text: str) -> list[str]:
    """Dates of the lines at the top and the end that hold nothing else; more than a few anywhere mean a timeline."""
    lines = [line for line in text[:200_000].split("\n") if line.strip()]
    found, by_name = [], []
    for number, line in enumerate(lines):
        line = line.replace("\xa0", " ")
        if len(line) < 80 and (date := _only_date(line)):
            found.append((number, date))
        elif number == 1 and (date := month_alone(line)) and sum(bool(month_alone(each)) for each in lines) == 1:
            by_name.append((number, date))
        elif number < NAMED_LINES and len(line) < 80 and (date := signed(line)):
            # above a title stands who published it; alone at the top the line may be the title itself
            following = lines[number + 1].strip() if number + 1 < len(lines) else ""
            if number or following and len(following) < 120 and following[-1] not in ".!?:":
                by_name.append((number, date))
    if len(found) > MAX_DATE_LINES:
        return [date for _, date in found]
    found = sorted(found + by_name)
    return [date for number, date in found if number < TOP_LINES or number >= len(lines) - END_LINES]


def signed(line: str) -> str:
    """The date at the end of a line that else holds a name ("By Ana Ruiz, 3 May 2011", "The Herald | May 3, 2011")."""
    match = _day_in(line)
    if match is None:
        return ""
    find = _patterns()
    ahead, rest = line[:match.start()], find["beside"].sub("", find["behind"].sub("", line[match.end():]))
    if rest or not (find["name"].fullmatch(ahead) or find["issue"].fullmatch(ahead) or not ahead.strip()):
        return ""
    return iso(match)


def month_alone(line: str) -> str:
    """The month of a line that is nothing else ("March 2025"), the date of many a report below its title."""
    match = _patterns()["date"].fullmatch(line.strip("#*_: \t\r")) if len(line) < 40 else None
    return iso(match) if match and match.group("year4") else ""


def _only_date(line: str) -> str:
    match = _day_in(line)
    if match is None:
        return ""
    rest = line[:match.start()] + " " + line[match.end():]
    return iso(match) if not _patterns()["beside"].sub("", rest) else ""


def _day_in(line: str) -> re.Match | None:
    """The first date of a line when it is finer than a month."""
    match = _patterns()["date"].search(line) if any(c.isdigit() for c in line) else None
    return None if match is None or match.group("year4") else match


def newest_past(years: Sequence[tuple[str, str]]) -> str:
    """The newest date (ISO, a day or a year) that at least two sentences of `years_of` report as past or later; "" if there is none.

    A document can not be older than what it tells of; one sentence alone may be misread.
    """
    days = [year for year, sentence in years if _patterns()["back"].search(sentence) and not _patterns()["ahead"].search(sentence)]
    return sorted(days)[-_WITNESSES] if len(days) >= _WITNESSES else ""


def last_to_come(years: Sequence[tuple[str, str]]) -> str:
    """The last year that the sentences of `years_of` still look ahead to, where at least two sentences look ahead and nothing is told of a later year;
    "" otherwise. A document that says what will be in 2009 was not written in 2018."""
    coming: dict[str, str] = {}
    last = ""
    for year, sentence in years:
        if _patterns()["coming"].search(sentence):
            coming[sentence] = max(year, coming.get(sentence, ""))
        last = max(last, year)
    newest = max(coming.values(), default="")
    return newest if len(coming) >= _WITNESSES and newest >= last else ""


def years_of(text: str) -> Iterator[tuple[str, str]]:
    """Each year that the text names, with its sentence or what of it stands near."""
    text = text[:500_000]
    for match in _YEAR.finditer(text):
        start, end = max(0, match.start() - 120), match.end() + 80
        left = max(text.rfind(mark, start, match.start()) for mark in (". ", "\n\n", "! ", "? "))
        rights = [at for mark in (". ", "\n\n", "! ", "? ") if (at := text.find(mark, match.end(), end)) >= 0]
        yield match.group(), text[max(left, start):min(rights, default=end)]
