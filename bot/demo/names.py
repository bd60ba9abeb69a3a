"""Swedish names for people who do not exist: a common first name and a common last name."""

import re
from collections.abc import Iterator
from itertools import product
from random import Random

from storage.keys import name_key

_FIRST = (
    "Anna", "Birgitta", "Camilla", "Daniel", "Elin", "Emma", "Erik", "Eva", "Fatima", "Fredrik",
    "Gunilla", "Hanna", "Helena", "Henrik", "Ida", "Ingrid", "Jenny", "Johan", "Josefin", "Jonas",
    "Lars", "Leila", "Lena", "Linda", "Magnus", "Malin", "Maria", "Mats", "Mikael", "Monica",
    "Niklas", "Olof", "Patrik", "Petra", "Rebecka", "Sara", "Sofia", "Susanne", "Tove", "Ulrika",
)  # fmt: skip
_LAST = (
    "Abrahamsson", "Amiri", "Arvidsson", "Berggren", "Björk", "Blomqvist", "Dahlberg", "Eklund",
    "Edlund", "Engström", "Fors", "Forsberg", "Fransson", "Gustafsson", "Hansson", "Hedlund",
    "Hellström", "Henriksson", "Holmberg", "Isaksson", "Jakobsson", "Jonasson", "Karlsson",
    "Lindqvist", "Lundin", "Lundqvist", "Löfgren", "Magnusson", "Norberg", "Nyström", "Nilsson",
    "Sandberg", "Sjögren", "Ström", "Sundberg", "Svensson", "Söderberg", "Viklund", "Öberg",
)  # fmt: skip
_LETTERS = str.maketrans("åäöéü", "aaoeu")


def names(random: Random) -> Iterator[str]:
    """Names in a random order, each once."""
    every = [f"{first} {last}" for first, last in product(_FIRST, _LAST)]
    random.shuffle(every)
    return iter(every)


def ascii_words(text: str, between: str) -> str:
    """Lower-case ASCII words: `Nässjö stadsbibliotek` is `nassjo-stadsbibliotek` with a dash."""
    return between.join(re.findall(r"[a-z0-9]+", name_key(text).translate(_LETTERS)))
