"""Channels, by platform, tenant and id."""

from storage.imports import ImportKind, ImportResult, Wrong
from tests import builders
from tests.storage.imports.office import NOW, Office

HEADER = "library,platform,tenant,channel_id,weekday,hour\n"


def channels(office: Office) -> list[tuple[object, ...]]:
    """What each channel is for: the place of its library in the file, and when."""
    return office.rows("channel", "library_id", "platform", "channel_id", "weekday", "hour")


def test_channels_are_added_by_name_or_sigel(busy_office: Office) -> None:
    first, second, *_ = (row[0] for row in busy_office.rows("library", "id"))
    text = (
        HEADER + "Nässjö stadsbibliotek,slack,T1,C1,,\n"
        "eksj,Teams,T2,19:abc@thread.tacv2,Friday,14\n"
        ",slack,T1,C2,7,08:00\n"
    )
    assert busy_office.imports(ImportKind.CHANNELS, text) == ImportResult(3, 0, 0)
    assert channels(busy_office) == [
        (first, "slack", "C1", 1, 9),
        (second, "teams", "19:abc@thread.tacv2", 5, 14),
        (None, "slack", "C2", 7, 8),
    ]


def test_the_last_columns_may_be_missing(busy_office: Office) -> None:
    text = "Bibliotek;platform;tenant;channel_id\n"
    near = busy_office.values(ImportKind.CHANNELS, text)[0]
    assert near == {"name": "bibliotek", "near": "library"}
    text = "library;platform;tenant;channel_id\nAneb;slack;T1;C1\n"
    assert busy_office.imports(ImportKind.CHANNELS, text) == ImportResult(1, 0, 0)
    assert channels(busy_office)[0][3:] == (1, 9)


def test_an_empty_hour_keeps_the_known_and_an_empty_library_is_the_regions(
    busy_office: Office,
) -> None:
    busy_office.imports(ImportKind.CHANNELS, HEADER + "Nass,slack,T1,C1,onsdag,15\n")
    again = HEADER + ",SLACK,T1,C1,,\n"
    assert busy_office.imports(ImportKind.CHANNELS, again) == ImportResult(0, 1, 0)
    assert channels(busy_office) == [(None, "slack", "C1", 3, 15)]
    assert busy_office.imports(ImportKind.CHANNELS, again) == ImportResult(0, 0, 1)


def test_another_hour_counts_from_now(busy_office: Office) -> None:
    busy_office.imports(ImportKind.CHANNELS, HEADER + "Nass,slack,T1,C1,onsdag,15\n")
    moved = HEADER + "Nass,slack,T1,C1,fredag,\n"
    assert busy_office.imports(ImportKind.CHANNELS, moved) == ImportResult(0, 1, 0)
    slot = ("weekday", "hour", "old_weekday", "old_hour", "slot_since")
    assert busy_office.rows("channel", *slot) == [(5, 15, 3, 15, NOW)]


def test_what_is_wrong_with_channels(busy_office: Office) -> None:
    session = busy_office.session
    other = builders.region(session)
    builders.installation(session, other, tenant="T-THEIRS")
    builders.channel(session, other, None, "C-THEIRS", tenant="T1")
    rows = (
        "Nässjö,slack,T1,C1,,\n"
        "Nass,irc,T1,C1,,\n"
        "Nass,,,,,\n"
        "Nass,slack,T1,C1,vardag,\n"
        "Nass,slack,T1,C1,8,18\n"
        "Nass,slack,T1,C1,,9:30\n"
        "Nass,slack,T-THEIRS,C1,,\n"
        "Nass,slack,T1,C-THEIRS,,\n"
        "Nass,slack,T1,C2,,\n"
        "Eksj,slack,T1,C2,,\n"
    )
    assert busy_office.refuses(ImportKind.CHANNELS, HEADER + rows) == [
        (2, "library", Wrong.UNKNOWN_LIBRARY_NEAR),
        (3, "platform", Wrong.UNKNOWN_PLATFORM),
        (4, "platform", Wrong.EMPTY_CELL),
        (4, "tenant", Wrong.EMPTY_CELL),
        (4, "channel_id", Wrong.EMPTY_CELL),
        (5, "weekday", Wrong.NOT_A_WEEKDAY),
        (6, "weekday", Wrong.NOT_A_WEEKDAY),
        (6, "hour", Wrong.NOT_AN_HOUR),
        (7, "hour", Wrong.NOT_AN_HOUR),
        (8, "tenant", Wrong.OTHERS_TENANT),
        (9, "channel_id", Wrong.OTHERS_CHANNEL),
        (11, None, Wrong.CONTRADICTS),
    ]
