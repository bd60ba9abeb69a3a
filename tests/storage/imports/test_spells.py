"""Employments stay sound whatever files say of them."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from storage.imports.spells import ClashError, History, Spell, Stint
from tests.storage.imports.office import TODAY

DAYS = st.integers(-40, 10).map(lambda days: TODAY + timedelta(days=days))
LIBRARY_IDS = st.integers(1, 3)


@st.composite
def stints(draw: st.DrawFn) -> Stint:
    start, end = draw(st.none() | DAYS), draw(st.none() | DAYS)
    if start and end and end <= start:
        end = start + timedelta(days=1)
    return Stint(
        line=draw(st.integers(2, 100)),
        library_id=draw(LIBRARY_IDS),
        starts_on=start,
        ends_on=end,
        chief=draw(st.none() | st.booleans()),
        default_chief=draw(st.booleans()),
    )


FILES = st.lists(stints(), min_size=1, max_size=4, unique_by=lambda stint: stint.line)


def laid(spells: list[Spell], file: list[Stint]) -> list[Spell] | None:
    """The employments after a file, or None if it is refused."""
    history = History(spells, TODAY, {stint.library_id for stint in file})
    rows = sorted(file, key=lambda row: (not history.knows(row), row.starts_on is None, row.line))
    try:
        for row in rows:
            history.lay(row)
    except ClashError:
        return None
    changes = history.changes()
    gone = [change.old for change in changes]
    return [spell for spell in spells if spell not in gone] + [
        change.new for change in changes if change.new
    ]


def of_files(files: list[list[Stint]]) -> list[Spell]:
    spells: list[Spell] = []
    for file in files:
        spells = laid(spells, file) or spells
    return spells


@given(files=st.lists(FILES, max_size=4))
def test_employments_at_one_library_never_overlap(files: list[list[Stint]]) -> None:
    spells = of_files(files)
    for index, one in enumerate(spells):
        assert one.ends_on is None or one.starts_on < one.ends_on
        for other in spells[:index]:
            apart = not one.overlaps(other.starts_on, other.ends_on)
            assert apart or one.library_id != other.library_id


@given(files=st.lists(FILES, max_size=3), file=FILES)
def test_a_file_twice_is_a_file_once(files: list[list[Stint]], file: list[Stint]) -> None:
    before = of_files(files)
    once = laid(before, file)
    if once is not None:
        assert laid(once, file) == once


def test_of_two_rows_without_a_start_nothing_tells_which_is_which() -> None:
    row = Stint(2, 1, None, None, None, default_chief=False)
    later = replace(row, line=3, starts_on=date(2026, 5, 3))
    assert laid([], [row, replace(row, line=4, ends_on=TODAY)]) is None
    assert laid([], [replace(row, ends_on=date(2026, 5, 1)), later]) is not None


@given(files=st.lists(FILES, max_size=4), day=st.dates(date(2026, 3, 1), TODAY))
def test_history_at_a_library_that_a_file_does_not_name_stays(
    files: list[list[Stint]], day: date
) -> None:
    before = of_files(files)
    move = Stint(2, 9, TODAY, None, None, default_chief=False)
    after = laid(before, [move])
    assert after is not None
    at_work = {s.library_id for s in before if s.overlaps(day, day + timedelta(days=1))}
    assert day == TODAY or at_work == {
        s.library_id for s in after if s.overlaps(day, day + timedelta(days=1))
    }
