"""The corpus: nothing wrong is recorded, and nearly all that is plain is."""

import pytest

from tests.handlers.understanding.score import counts, report


@pytest.mark.parametrize("part", ["tuning", "held_out"])
def test_nothing_wrong_and_what_is_plain_is_recorded(part: str) -> None:
    table = counts(part)
    told = "\n" + report(part, table)
    assert sum(given["wrong"] for given in table.values()) == 0, told
    assert table["record"]["right"] >= 0.9 * table["record"].total(), told


def test_what_somebody_else_wrote_is_never_recorded_wrongly() -> None:
    table = counts("fresh")
    told = "\n" + report("fresh", table)
    assert sum(given["wrong"] for given in table.values()) == 0, told
