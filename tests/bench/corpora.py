"""Makes corpora of news-size documents for timing: sentences with figures, dates and names, the same ones each time."""

import random
from pathlib import Path

_PLACES = ["Northport", "Eastfield", "Southbridge", "Westhaven", "Millbrook", "Oakdale", "Riverton", "Lakewood", "Hillcrest", "Fairview"]
_THINGS = ("bridges", "schools", "buses", "wells", "clinics", "houses", "trees", "wardens", "volunteers", "visitors")
_VERBS = ("were built", "were opened", "were counted", "were closed", "were repaired", "were planned")
_PLAIN = ("The council met on Monday to hear what the residents had to say about the plan.",
          "Nobody at the meeting spoke against it, although some asked for more time.",
          "The mayor thanked the workers and promised to return with a full report.",
          "Work will go on through the winter if the weather allows, officials said.",
          "A spokesman for the county declined to comment on the details of the contract.")


def story(number: int) -> str:
    """About 3,500 characters of prose with some twenty figures; a few facts are shared between stories."""
    pick = random.Random(number)
    place = _PLACES[number % len(_PLACES)]
    lines = [f"{place} counts its {pick.choice(_THINGS)}", "", f"Posted {pick.randint(1, 28)} May {2010 + number % 12}", ""]
    for _ in range(9):
        sentences = []
        for _ in range(2):
            sentences.append(f"In {2000 + pick.randint(0, 20)}, {pick.randint(2, 9000):,} {pick.choice(_THINGS)} {pick.choice(_VERBS)} in {place}.")
        sentences.append(pick.choice(_PLAIN))
        sentences.append(f"The work cost ${pick.randint(1, 99)}.{pick.randint(1, 9)} million and took {pick.randint(2, 30)} months.")
        pick.shuffle(sentences)
        lines += [" ".join([*sentences, pick.choice(_PLAIN)]), ""]
    return "\n".join(lines)


def page(number: int) -> str:
    """The story as a web page with the usual furniture."""
    body = "\n".join(f"<p>{paragraph}</p>" for paragraph in story(number).split("\n\n")[1:] if paragraph)
    menu = "".join(f'<li><a href="/{n}">Section {n}</a></li>' for n in range(20))
    return (f"<!doctype html><html><head><title>Story {number}</title><script>var x = {number};</script></head><body><nav><ul>{menu}</ul></nav>"
            f"<article><h1>Story {number}</h1>{body}</article><footer>Copyright 2020</footer></body></html>")


def write(folder, count: int, share_html: float = 0.0) -> Path:
    """A folder of `count` documents, the given share of them web pages."""
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        html = number < count * share_html
        name = folder / f"story-{number:05d}.{'html' if html else 'txt'}"
        name.write_text(page(number) if html else story(number), encoding="utf-8")
    return folder
