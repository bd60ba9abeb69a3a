"""Fetching from a bibstat that behaves as KB's does, and from one that does not."""

from dataclasses import dataclass
from functools import partial
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from goals.statistics_year import terms_of
from storage.statistics.client import Bibstat, Patience
from storage.statistics.faults import Fault, StatisticsError
from storage.statistics.fetching import fetch
from storage.statistics.reading import Figure, Reading
from tests.storage.statistics import kb as faults
from tests.storage.statistics.kb import Kb, Site, site

WAITS = (1.0, 5.0, 20.0)


def client(site: Site, waited: list[float] | None = None, timeout: float = 10.0) -> Bibstat:
    """Asks the site; what it would have waited is written down."""
    waits: list[float] = [] if waited is None else waited
    return Bibstat(site.address, Patience(timeout, WAITS, waits.append))


def read(site: Site, *years: int, limit: int = 3) -> Reading:
    return fetch(client(site), years, limit=limit)


def fault_of(site: Site, *, timeout: float = 10.0) -> StatisticsError:
    with pytest.raises(StatisticsError) as failed:
        fetch(client(site, timeout=timeout), [2019])
    return failed.value


def values(reading: Reading) -> list[tuple[str, int, str, int | None]]:
    return sorted(
        ((each.sigel, each.year, each.term, each.value) for each in reading.figures),
        key=str,
    )


def test_the_terms_of_each_year_are_fetched(bibstat: Site, kb: Kb) -> None:
    for term in ("Folk177", "Folk178", "Publ111", "Publ211", "Personer99"):
        for year in (2012, 2013, 2014, 2015):
            kb.publish(term, "Nass", year, year)
    assert values(read(bibstat, 2013, 2014)) == [
        ("Nass", 2013, "Folk177", 2013),
        ("Nass", 2013, "Folk178", 2013),
        ("Nass", 2014, "Personer99", 2014),
        ("Nass", 2014, "Publ111", 2014),
        ("Nass", 2014, "Publ211", 2014),
    ]


def test_only_public_libraries_are_read(bibstat: Site, kb: Kb) -> None:
    kb.publish("Publ111", "Nass")
    kb.publish("Publ111", "Skola", targetGroup="Skolbibliotek")
    kb.publish("Publ111", "Comb", targetGroup="Folk- och skolbibliotek")
    assert values(read(bibstat, 2019)) == [("Nass", 2019, "Publ111", 42)]


def test_the_next_link_is_not_followed(bibstat: Site, kb: Kb) -> None:
    for number in range(7):
        kb.publish("Publ111", f"S{number}")
        kb.publish("Personer99", f"P{number}")
    read(bibstat, 2019, limit=3)
    asked = [(offset, limit) for term, offset, limit in kb.requests if term == "Publ111"]
    assert asked == [(0, 3), (2, 3), (4, 3), (6, 3), (0, 1)]


def test_terms_that_kb_does_not_know_have_nothing(bibstat: Site) -> None:
    assert read(bibstat, 2019) == Reading((2019,), ())


def test_pages_that_shift_are_read_again_after_a_while(bibstat: Site, kb: Kb) -> None:
    for number in range(7):
        kb.publish("Publ111", f"S{number}", value=number)
    kb.meanwhile[2] = lambda: kb.change("Publ111", 6, 60)
    kb.meanwhile[4] = lambda: kb.change("Publ111", 6, 50)
    waited: list[float] = []
    reading = fetch(client(bibstat, waited), [2019], limit=3)
    assert [each.value for each in reading.figures] == [50, 60, 6, 5, 4, 3, 2]
    assert waited == [1.0, 5.0]


@pytest.mark.parametrize("waits", [WAITS, ()])
def test_a_kb_that_publishes_all_the_time_is_given_up(
    bibstat: Site, kb: Kb, waits: tuple[float, ...]
) -> None:
    kb.meanwhile = dict.fromkeys(range(1, 100), lambda: kb.publish("Publ111"))
    waited: list[float] = []
    restless = Bibstat(bibstat.address, Patience(10.0, waits, waited.append))
    with pytest.raises(StatisticsError) as given_up:
        fetch(restless, [2019])
    assert given_up.value.key is Fault.UNSETTLED
    assert waited == ([1.0, 5.0, *[20.0] * 7] if waits else [])


def test_it_says_who_asks(bibstat: Site) -> None:
    read(bibstat, 2019)
    assert bibstat.agents == {"Kompis"}


@pytest.mark.parametrize("end", ["", "/", "/data", "/data/"])
def test_the_address_may_be_of_the_site_or_of_its_data(bibstat: Site, kb: Kb, end: str) -> None:
    kb.publish("Publ111")
    assert Bibstat(bibstat.address + end).page("Publ111", 0, 9) == kb.observations["Publ111"]


def test_what_cannot_be_understood_is_told(bibstat: Site, kb: Kb) -> None:
    kb.publish("Publ111", "Nass")
    odd = kb.publish("Publ211", "Nass", value="many")
    endless = kb.publish("Personer99", "Nass", value=float("nan"))
    reading = read(bibstat, 2019)
    assert values(reading) == [("Nass", 2019, "Publ111", 42)]
    assert reading.unreadable == (odd["@id"], endless["@id"])


PASSING = {
    "broken": faults.BROKEN,
    "dropped in the middle": faults.DROPPED,
    "dropped at once": faults.GONE,
    "truncated": faults.TRUNCATED,
    "a page for people": faults.HTML,
    "too deep": faults.Fault(body=b"[" * 100_000),
    "no object": faults.Fault(body=b'["observations"]'),
    "no list": faults.Fault(body=b'{"observations": {}}'),
    "another encoding": faults.Fault(body=b'{"observations": ["\xe5"]}'),
    "empty": faults.Fault(body=b""),
    "too early": faults.Fault(503, b"", headers={"Retry-After": "soon"}),
}


@pytest.mark.parametrize("fault", PASSING.values(), ids=PASSING)
@pytest.mark.parametrize("before", range(4))
def test_what_passes_by_does_not_show(
    bibstat: Site, kb: Kb, fault: faults.Fault, before: int
) -> None:
    for number in range(5):
        kb.publish("Publ111", f"S{number}", value=number)
    bibstat.faults = [*[None] * before, fault, fault, fault]
    waited: list[float] = []
    reading = fetch(client(bibstat, waited), [2019], limit=3)
    assert [each.value for each in reading.figures] == [4, 3, 2, 1, 0]
    assert tuple(waited) == WAITS


@pytest.mark.parametrize(
    ("fault", "key"),
    [
        (faults.BROKEN, Fault.REFUSES),
        (faults.DROPPED, Fault.UNREACHABLE),
        (faults.GONE, Fault.UNREACHABLE),
        (faults.TRUNCATED, Fault.NOT_STATISTICS),
        (faults.HTML, Fault.NOT_STATISTICS),
    ],
)
@pytest.mark.parametrize("before", range(3))
def test_what_stays_is_told_and_nothing_is_half_read(
    bibstat: Site, kb: Kb, fault: faults.Fault, key: Fault, before: int
) -> None:
    for number in range(5):
        kb.publish("Publ111", f"S{number}")
    bibstat.faults = [*[None] * before, *[fault] * 4]
    told = fault_of(bibstat)
    assert told.key is key
    assert told.values["address"] == f"{bibstat.address}/data"


def test_a_silent_site_is_given_up(bibstat: Site) -> None:
    bibstat.faults = [faults.SILENT] * 4
    assert fault_of(bibstat, timeout=0.05).key is Fault.UNREACHABLE


def test_a_site_that_is_silent_for_a_while_is_asked_again(bibstat: Site, kb: Kb) -> None:
    kb.publish("Publ111")
    bibstat.faults = [faults.SILENT]
    waited: list[float] = []
    reading = fetch(client(bibstat, waited, timeout=0.5), [2019])
    assert (len(reading.figures), waited) == (1, [1.0])


def test_a_site_that_is_not_there_is_told(bibstat: Site) -> None:
    with site(Kb()) as gone:
        pass
    assert fault_of(gone).key is Fault.UNREACHABLE


@pytest.mark.parametrize("status", [301, 302, 307, 400, 403, 404, 410])
def test_a_refusal_is_told_at_once_and_no_redirect_is_followed(bibstat: Site, status: int) -> None:
    elsewhere = {"Location": "file:///etc/passwd"}
    bibstat.faults = [faults.Fault(status, b"", headers=elsewhere)]
    waited: list[float] = []
    with pytest.raises(StatisticsError) as refused:
        fetch(client(bibstat, waited), [2019])
    assert (refused.value.key, refused.value.values["code"]) == (Fault.REFUSES, str(status))
    assert waited == []


@pytest.mark.parametrize(("asked", "waits"), [("0", 1.0), ("7", 7.0), ("86400", 60.0)])
def test_a_site_that_asks_for_patience_gets_some(bibstat: Site, asked: str, waits: float) -> None:
    bibstat.faults = [faults.Fault(429, b"", headers={"Retry-After": asked})]
    waited: list[float] = []
    fetch(client(bibstat, waited), [2019])
    assert waited == [waits]


@pytest.mark.parametrize("address", ["file:///etc", "ftp://127.0.0.1", "data:,x", "kb.se"])
def test_nothing_but_the_web_is_read(address: str) -> None:
    nobody = Bibstat(address, Patience(1.0, (), lambda _: None))
    with pytest.raises(StatisticsError):
        nobody.page("Publ111", 0, 9)


def test_progress_is_told_by_term(bibstat: Site, kb: Kb) -> None:
    for number in range(5):
        kb.publish("Publ111", f"S{number}")
    kb.publish("Personer99")
    told: list[tuple[str, int]] = []
    fetch(client(bibstat), [2019], lambda term, read: told.append((term, read)), limit=3)
    assert told == [("Publ111", 3), ("Publ111", 5), ("Personer99", 1)]


@dataclass(frozen=True)
class Told:
    """An observation that is published."""

    term: str
    sigel: str
    year: int
    value: int | None
    group: str

    def publish(self, kb: Kb) -> None:
        library = {"@id": f"http://kb/library/{quote(self.sigel, safe='')}", "name": self.sigel}
        kb.publish(
            self.term,
            year=self.year,
            value=self.value,
            library=library,
            targetGroup=self.group,
        )


TOLD = st.builds(
    Told,
    st.sampled_from(["Publ111", "Publ211", "Personer99", "Folk177", "Folk178"]),
    st.sampled_from(["Nass", "Eksj", "Öst", "A/b"]),
    st.integers(2012, 2016),
    st.none() | st.integers(0, 500),
    st.sampled_from(["Folkbibliotek", "Skolbibliotek"]),
)
FAULTS = st.lists(st.none() | st.sampled_from(list(PASSING.values())), max_size=20)


@dataclass(frozen=True)
class Story:
    """What KB had, what it publishes before some requests, and how those are interrupted."""

    before: list[Told]
    meanwhile: dict[int, Told]
    faults: list[faults.Fault | None]
    years: set[int]

    def tell(self, site: Site) -> None:
        """Let it happen at a site."""
        kb = site.kb = Kb()
        for each in self.before:
            each.publish(kb)
        for number, each in self.meanwhile.items():
            kb.meanwhile[number] = partial(each.publish, kb)
        site.faults = [fault if number % 4 else None for number, fault in enumerate(self.faults)]

    def figures(self, site: Site) -> set[Figure]:
        """The figures that there are now, in plain loops."""
        figures = set()
        for items in site.kb.observations.values():
            for item in items:
                year, name = item["sampleYear"], item["library"]["name"]
                for term in terms_of(year):
                    public = item["targetGroup"] == "Folkbibliotek"
                    if public and year in self.years and term in item:
                        figures.add(Figure(name, name, year, term, item[term]))
        return figures


STORIES = st.builds(
    Story,
    st.lists(TOLD, max_size=12),
    st.dictionaries(st.integers(1, 20), TOLD, max_size=6),
    FAULTS,
    st.sets(st.integers(2012, 2016), min_size=1),
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(story=STORIES)
def test_whatever_happens_meanwhile_the_reading_is_what_kb_has(bibstat: Site, story: Story) -> None:
    story.tell(bibstat)
    before = story.figures(bibstat)
    figures = set(fetch(client(bibstat), story.years, limit=3).figures)
    assert before <= figures <= story.figures(bibstat)
