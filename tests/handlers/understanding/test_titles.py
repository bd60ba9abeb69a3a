"""Titles found by their own words, their first words, without diacritics, with slips."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.understanding import Intent, Title, Titles, Understanding, read_training, understand
from tests.handlers.understanding import made_up
from tests.handlers.understanding.score import catalogue

TODAY = date(2020, 5, 27)
CATALOGUE = catalogue()
TITLES = Titles(CATALOGUE)
SHARED = {"Beredskap"}  # the one word of it stands in four other titles
MADE_UP = made_up.catalogue(5_000)
MANY = Titles(MADE_UP)

every_title = pytest.mark.parametrize("title", CATALOGUE, ids=lambda title: title.title[:40])


def _without_marks(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def _only(found: Understanding, title: Title) -> bool:
    return found.certain and found.resources == (title,) and found.intent is Intent.TRAINING


@every_title
def test_by_its_own_text(title: Title) -> None:
    for written in (title.title, title.title.lower(), _without_marks(title.title)):
        found = understand(f"Har gått kursen {written}", TITLES, TODAY)
        assert _only(found, title), (written, found)


@every_title
def test_by_its_own_text_after_the_command(title: Title) -> None:
    found = read_training(f"{title.title} igår", TITLES, TODAY)
    if title.title in SHARED:
        assert not found.certain
        assert title in (*found.resources, *TITLES.search(title.title))
    else:
        assert _only(found, title)
        assert found.on == date(2020, 5, 26)


@every_title
def test_by_its_first_words(title: Title) -> None:
    """The words before the subtitle name it, or it is among those that are asked about."""
    words = title.title.split(" – ")[0].split(": ")[0]
    found = understand(f"klar med {words}", TITLES, TODAY)
    assert found.intent is Intent.TRAINING
    assert _only(found, title) or not found.certain, found


@every_title
def test_by_its_address(title: Title) -> None:
    if title.url is None:
        return
    tracked = title.url.rstrip("/") + ("&" if "?" in title.url else "?") + "utm_source=x"
    for address in (title.url, f"<{title.url}|kurs>", tracked):
        assert _only(understand(f"klar med {address}", TITLES, TODAY), title)
        assert _only(read_training(address, TITLES, TODAY), title)


@every_title
def test_with_a_slip_in_its_longest_word(title: Title) -> None:
    longest = max(title.title.split(), key=len)
    middle = len(longest) // 2
    slip = longest[:middle] + longest[middle + 1] + longest[middle] + longest[middle + 2 :]
    written = title.title.replace(longest, slip)
    found = understand(f"klar med kursen {written} igår", TITLES, TODAY)
    assert found.intent is Intent.TRAINING
    assert _only(found, title) or title in found.resources, found


@every_title
def test_in_the_search_box(title: Title) -> None:
    words = title.title.split()
    for typed in (title.title, title.title.upper(), _without_marks(title.title)):
        assert TITLES.search(typed)[0] == title
    for typed in (" ".join(words[:3]), max(words, key=len)[:6]):
        assert title in TITLES.search(typed, limit=60)


def test_the_search_box_forgives() -> None:
    hangslen = CATALOGUE[4]
    for typed in (
        "hängsle",
        "hangslen liv",
        "hänglsen",
        "livrem och",
        "HÄNGSLEN!",
        "hängslen kurs",
        "säkehret på nätet",
    ):
        assert hangslen in TITLES.search(typed), typed
    assert TITLES.search("kvantmekanik") == ()
    assert len(TITLES.search("", limit=7)) == 7


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("vad t", "Vad tryckte jag på nu?"),
        ("läs", "Läsfrämjandets geografi"),
        ("wiki", "Wikipedia – Så genomför du en skrivstuga!"),
        ("beredskap", "Beredskap"),
        ("teknik jakt", "Bygg din egen teknikjakt"),
        ("https://digiteket.se/kurs/bygg-din-egen-teknikjakt/?utm=1", "Bygg din egen teknikjakt"),
        ("att leda digital", "Att leda digital transformation"),
    ],
)
def test_what_the_search_box_shows_first(typed: str, first: str) -> None:
    assert TITLES.search(typed)[0].title == first


def test_an_empty_search_box_shows_the_catalogue_as_swedes_sort_it() -> None:
    names = ["Öppna data", "Zoom", "Ärlig", "Åhörare", "apor", "”Citat”", "Alla vi som läser"]
    titles = Titles([Title(number, name) for number, name in enumerate(names)])
    shown = [title.title for title in titles.search("  ")]
    assert shown == [
        "Alla vi som läser",
        "apor",
        "”Citat”",
        "Zoom",
        "Åhörare",
        "Ärlig",
        "Öppna data",
    ]


def test_no_titles() -> None:
    nothing = Titles([])
    assert nothing.search("") == nothing.search("kurs") == ()
    found = understand("klar med kursen Hängslen", nothing, TODAY)
    assert (found.certain, found.resources, found.proposal) == (False, (), "Hängslen")


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("GDPR-kursen", "dina rättigheter i GDPR"),
        ("gdprkursen", "dina rättigheter i GDPR"),
        ("the GDPR course", "dina rättigheter i GDPR"),
        ("kaninhålet", "kaninhålet"),
        ("kaninhålskursen", "kaninhålet"),
        ("teknikjakten", "teknikjakt"),
        ("teknik jakten", "teknikjakt"),
        ("hängslena", "hängslen"),
        ("hengslen", "hängslen"),
        ("hängselkursen", "hängslen"),
        ("digidel center", "digidelcenter"),
        ("disa-kursen", "informationssäkerhetsutbildning"),
        ("MSB Disa", "informationssäkerhetsutbildning"),
        ("informationssäkerhetskursen", "informationssäkerhetsutbildning"),
        ("wikidatakursen", "wikidata"),
        ("instagramkartläggningen", "instagram"),
        ("upphovsrättskursen", "upphovsrätt"),
        ("115 ideer", "115 idéer"),
        ("ledarpaketet", "ledarpaketet"),
    ],
)
def test_nicknames(words: str, named: str) -> None:
    found = understand(f"klar med {words}", TITLES, TODAY)
    assert found.certain
    assert [named.lower() in title.title.lower() for title in found.resources] == [True]


@pytest.mark.parametrize(
    "words",
    [
        *("wikipediakursen", "wiki-kursen", "källkritik", "bibliotek och beredskap", "beredskapen"),
        *("säkerhetskursen", "MIK", "den om AI", "tillgänglig läsning", "sociala medier"),
        *("bibliotek och sociala medier", "fri kunskap", "AI-kursen", "digital transformation"),
        *("hängslen 2", "GDPR i skolan", "Hängslen och livrem – fördjupning", "en gdpr-kurs"),
    ],
)
def test_what_could_be_several_or_another_is_asked(words: str) -> None:
    found = understand(f"klar med {words}", TITLES, TODAY)
    assert found.intent is Intent.TRAINING
    assert not found.certain
    assert len(found.resources) <= 3


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Beredskap", "ask"),
        ("temat Beredskap", "Beredskap"),
        ("folkbibliotekens arbete med beredskap", "Folkbibliotekens arbete med beredskap"),
        ("digitala mötesplatser", "Digitala mötesplatser"),
        ("att leda digital transformation", "Att leda digital transformation"),
        ("fri kunskap för alla?", CATALOGUE[1].title),
        ("vad är fri kunskap?", "Vad är fri kunskap?"),
    ],
)
def test_a_title_inside_another(text: str, named: str) -> None:
    found = read_training(text, TITLES, TODAY)
    assert [title.title for title in found.resources if found.certain] == (
        [] if named == "ask" else [named]
    )


def test_several_in_one_message() -> None:
    found = understand(
        "klar med hängslen och livrem, skriva och samarbeta på wikipedia samt kaninhålet & disa",
        TITLES,
        TODAY,
    )
    assert found.certain
    assert {title.resource_id for title in found.resources} == {5, 6, 7, 12, 13}


class TestAmongFiveThousand:
    """Titles of made-up and of common words."""

    @pytest.mark.parametrize("number", range(0, 5_000, 250))
    def test_whole_titles_are_certain_or_asked_and_never_wrong(self, number: int) -> None:
        title = MADE_UP[number]
        found = understand(f"klar med kursen {title.title} igår", MANY, TODAY)
        assert found.intent is Intent.TRAINING
        if found.certain:
            assert [one.title for one in found.resources] == [title.title]

    def test_nearly_all_whole_titles_are_certain(self) -> None:
        chosen = MADE_UP[::25]
        certain = [understand(f"klar med {t.title}", MANY, TODAY) for t in chosen]
        right = sum(
            found.certain and [one.title for one in found.resources] == [title.title]
            for found, title in zip(certain, chosen, strict=True)
        )
        wrong = sum(
            found.certain and [one.title for one in found.resources] != [title.title]
            for found, title in zip(certain, chosen, strict=True)
        )
        assert wrong == 0
        assert right >= 190

    def test_addresses(self) -> None:
        for title in MADE_UP[::500]:
            assert read_training(title.url or "", MANY, TODAY).resources == (title,)

    @given(st.text(alphabet="qwxzäö ", min_size=1, max_size=60))
    def test_words_of_no_title_are_never_certain(self, words: str) -> None:
        assert not read_training(words, MANY, TODAY).certain
        assert not understand(f"klar med {words}", MANY, TODAY).certain


@settings(max_examples=25)
@given(
    order=st.permutations(CATALOGUE),
    text=st.sampled_from(
        [
            *("klar med hängslen och kaninhålet", "klar med wikipediakursen", "beredskapen klar"),
            *("läste den om sociala medier", "klar med digital", "gick AI-kursen igår"),
        ]
    ),
)
def test_the_order_of_the_catalogue_changes_nothing(order: list[Title], text: str) -> None:
    shuffled = Titles(order)
    assert understand(text, shuffled, TODAY) == understand(text, TITLES, TODAY)
    assert shuffled.search("bibliotek") == TITLES.search("bibliotek")
    assert shuffled.search("") == TITLES.search("")


def test_addresses_elsewhere_count_as_well() -> None:
    elsewhere = Title(1, "Grunder", "https://kurser.example.org/grunder/?utm_source=kb")
    titles = Titles([elsewhere])
    assert _only(
        understand("klar med https://kurser.example.org/grunder", titles, TODAY), elsewhere
    )
    assert not understand("klar med https://kurser.example.org/", titles, TODAY).certain
