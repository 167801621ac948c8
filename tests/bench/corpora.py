"""Makes corpora of news-size documents for timing, the same ones each time.

Five stories in a row tell of the same town and year, as papers tell of one event; towns differ, as the subjects of a real
collection do. A story has about 3,500 characters and some thirty figures, of which a few are told by all five.
"""

import random
from pathlib import Path

TOGETHER = 5
_FIRST = "Nor Eas Sou Wes Mill Oak River Lake Hill Fair Stone Green White Black High Low Old New King Queen Bar Car Dun Fen Glen".split()  # noqa: SIM905
_MIDDLE = "ring ding ming ving ling ton den ver mer ber ler ner cas fas mas".split()  # noqa: SIM905
_LAST = "port field bridge haven brook dale town wood crest view ford ham bury mouth gate".split()  # noqa: SIM905
_THINGS = """bridges schools buses wells clinics houses trees wardens volunteers visitors farms boats shops lamps benches nurses teachers pupils
engineers voters books trains ferries tunnels cables pumps turbines meters tickets permits fines inspections meals tents blankets
lorries tractors cows orchards vineyards mills ovens looms kilns quarries mines wagons barges cranes towers""".split()  # noqa: SIM905
_VERBS = ("were built", "were opened", "were counted", "were closed", "were repaired", "were planned", "were sold", "were bought")
_PLAIN = ("The council met on Monday to hear what the residents had to say about the plan.",
          "Nobody at the meeting spoke against it, although some asked for more time.",
          "The mayor thanked the workers and promised to return with a full report.",
          "Work will go on through the winter if the weather allows, officials said.",
          "A spokesman for the county declined to comment on the details of the contract.")


def town(number: int) -> str:
    """The name of the town that a story tells of."""
    pick = random.Random(number // TOGETHER)
    return pick.choice(_FIRST) + pick.choice(_MIDDLE) + pick.choice(_LAST)


def _figures(pick: random.Random, place: str) -> list[str]:
    thing, other = pick.sample(_THINGS, 2)
    return [f"In {2000 + pick.randint(0, 20)}, {pick.randint(2, 9000):,} {thing} {pick.choice(_VERBS)} in {place}.",
            f"The {other} of {place} cost ${pick.randint(1, 99)}.{pick.randint(1, 9)} million and took {pick.randint(2, 30)} months."]


def story(number: int) -> str:
    """One document as text."""
    shared, own, place = random.Random(number // TOGETHER), random.Random(number), town(number)
    lines = [f"{place} takes stock of its works", "", f"Posted {own.randint(1, 28)} May {2010 + number % 12}", ""]
    for paragraph in range(9):
        sentences = [*_figures(shared if paragraph < 3 else own, place), own.choice(_PLAIN), own.choice(_PLAIN)]
        own.shuffle(sentences)
        lines += [" ".join(sentences), ""]
    return "\n".join(lines)


def page(number: int) -> str:
    """The story as a web page with the usual furniture."""
    body = "\n".join(f"<p>{paragraph}</p>" for paragraph in story(number).split("\n\n")[1:] if paragraph)
    menu = "".join(f'<li><a href="/{n}">Section {n}</a></li>' for n in range(20))
    return (f"<!doctype html><html><head><title>{town(number)}</title><script>var x = {number};</script></head><body><nav><ul>{menu}</ul></nav>"
            f"<article><h1>{town(number)} takes stock</h1>{body}</article><footer>Copyright 2020</footer></body></html>")


def write(folder, count: int, share_html: float = 0.0) -> Path:
    """A folder of `count` documents, the given share of them web pages."""
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        html = number % 100 < share_html * 100
        name = folder / f"story-{number:05d}.{'html' if html else 'txt'}"
        name.write_text(page(number) if html else story(number), encoding="utf-8")
    return folder
