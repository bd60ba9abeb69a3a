"""What buttons carry comes back as it was, or not at all."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.carried import (
    LONGEST_VALUE,
    carry_ids,
    carry_pair,
    carry_pairs,
    dated_pairs,
    pair_of,
    row_id,
    row_ids,
)
from handlers.errors import OutdatedButtonError

ids = st.integers(1, 2**31 - 1)


@given(st.lists(ids, min_size=1, max_size=20, unique=True))
def test_ids_come_back(rows: list[int]) -> None:
    assert row_ids(carry_ids(rows)) == rows


@given(ids, st.none() | st.dates())
def test_a_pair_comes_back(row: int, on: date | None) -> None:
    assert pair_of(carry_pair(row, on)) == (row, on)


@given(st.dictionaries(ids, st.dates(), min_size=1, max_size=20))
def test_pairs_come_back(pairs: dict[int, date]) -> None:
    assert dict(dated_pairs(carry_pairs(pairs.items()))) == pairs


def test_what_is_too_much_for_a_button_is_not_carried() -> None:
    assert carry_ids(range(10_000)) == ""
    assert len(carry_ids(range(400))) <= LONGEST_VALUE


@pytest.mark.parametrize(
    "text", ["", "x", "-1", "1_0", " 1", "1.0", "²", "٣", str(2**31), "9" * 99]
)
def test_what_is_no_id_is_refused(text: str) -> None:
    with pytest.raises(OutdatedButtonError):
        row_id(text)
    with pytest.raises(OutdatedButtonError):
        row_ids(f"1,{text}")


@pytest.mark.parametrize("text", ["", "1", "@", "1@x", "x@2020-05-26", "1@2020-02-30", "1@@"])
def test_what_is_no_pair_is_refused(text: str) -> None:
    with pytest.raises(OutdatedButtonError):
        pair_of(text)
    with pytest.raises(OutdatedButtonError):
        dated_pairs(f"2@2020-05-26,{text}")
