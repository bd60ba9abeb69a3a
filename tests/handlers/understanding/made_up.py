"""Catalogues of titles that nobody has written, and messages about them."""

from random import Random

from handlers.understanding import Title

_COMMON = (
    *("digital", "bibliotek", "kompetens", "källkritik", "webben", "handledning", "introduktion"),
    *("grunder", "lärande", "medier", "säkerhet", "samtal", "läsning", "barn", "och", "på", "för"),
)
_SYLLABLES = tuple(first + second for first in "bdfgklmnprstv" for second in "aeio")

LONG = 4_000  # characters
# What texts are repeated of to make the reading of them slow
HOSTILE = (
    *("a", "klar med ", "hängslen och ", "digital bibliotek ", "<", ":", "&amp;", "1/", ". "),
    *('"', "~a", "https://digiteket.se/", "ﷺ", "i ", "för två ", "digital, ", "[", "\n"),
    *("&gt;a\n", ":a", "<@U1> ", "digital klar, ", "den 3 ", "- ", "e-", "*_`", "😀", "\u0301"),
    *("\x00", "\u200b", "\ud800", "'", "a'", "<https://digiteket.se|", "klar? ", "och "),
    "hängslen klar hängslen ",
)


def repeated(piece: str) -> str:
    """A text of nothing else, as long as a message can be."""
    return (piece * LONG)[:LONG]


def catalogue(size: int, seed: int = 1) -> list[Title]:
    """Titles of three to eight words, half of them words that many titles share."""
    random = Random(seed)  # noqa: S311 - no secret hangs on it
    rare = ["".join(random.choices(_SYLLABLES, k=random.randint(2, 4))) for _ in range(size)]
    return [
        Title(number, _title(random, rare), f"https://digiteket.se/kurs/k-{number}/", "digital")
        for number in range(1, size + 1)
    ]


def messages(titles: list[Title], count: int, seed: int = 2) -> list[str]:
    """Reports by whole title, by its beginning and by a nickname; a question and a plan."""
    random = Random(seed)  # noqa: S311
    made: list[str] = []
    for title in random.choices(titles, k=count):
        words = title.title.split()
        made += [
            f"klar med {title.title} igår",
            f"gick {' '.join(words[:3]).lower()} i måndags",
            f"är nu klar med {max(words, key=len)}kursen",
            "hur går det för oss?",
            "ska gå en kurs om digital källkritik imorgon",
        ]
    return made


def _title(random: Random, rare: list[str]) -> str:
    words = [
        random.choice(_COMMON) if random.random() < 0.5 else random.choice(rare)
        for _ in range(random.randint(3, 8))
    ]
    return " ".join(words).capitalize()
