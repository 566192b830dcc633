"""Invented articles by the hundred, the same for the same number."""

from __future__ import annotations

import json
import random
from pathlib import Path

_PLACES = ("Pell Quay", "Northgate", "Ambry", "Skerrin", "Tallow Wharf", "Dunmarrow")
_THINGS = ("ferry", "library", "tram", "mill", "bridge", "harbour", "school", "market")
_DEEDS = ("closed", "opened", "was repaired", "was sold", "was inspected", "was flooded")


def write_dump(path: Path, articles: int) -> Path:
    """Writes a JSON Lines dump of so many articles and returns its path."""
    with path.open("w", encoding="utf-8") as file:
        for n in range(articles):
            file.write(json.dumps(story(n)) + "\n")
    return path


def story(n: int) -> dict[str, str]:
    """Returns the n-th article, as a content system exports it."""
    chance = random.Random(n)
    thing, place, deed = (chance.choice(of) for of in (_THINGS, _PLACES, _DEEDS))
    paragraphs = [
        " ".join(
            f"Report {n} says that the {chance.choice(_THINGS)} in {chance.choice(_PLACES)} "
            f"{chance.choice(_DEEDS)} for the {chance.randrange(2, 90)}th time."
            for _ in range(4)
        )
        for _ in range(chance.randrange(2, 9))
    ]
    return {
        "url": f"https://courier.example/{2020 + n % 5}/story-{n}",
        "title": f"The {thing} in {place} {deed}, report {n}",
        "body": "\n\n".join(paragraphs),
        "date": f"{2020 + n % 5}-{1 + n % 12:02}-{1 + n % 28:02}",
        "outlet": ("Pell Courier", "Northgate Post")[n % 2],
        "author": chance.choice(("Mara Quill", "Tom Esk", "Ines Varga")),
    }
