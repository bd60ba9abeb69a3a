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


ADDRESS = (
    "https://teams.microsoft.com/l/channel/19%3Aabc_1-2%40thread.tacv2/Allm%C3%A4nt"
    "?groupId=00000000-0000-4000-8000-000000000000&tenantId=00000000-0000-4000-8000-000000000001"
)


def test_on_teams_the_address_of_a_channel_will_do(busy_office: Office) -> None:
    """And its id; ids of tenants are the same in capitals."""
    text = HEADER + f"Nass,teams,TENANT-A,{ADDRESS},,\n"
    assert busy_office.imports(ImportKind.CHANNELS, text) == ImportResult(1, 0, 0)
    assert busy_office.rows("channel", "tenant", "channel_id") == [
        ("tenant-a", "19:abc_1-2@thread.tacv2")
    ]
    again = HEADER + "Nass,teams,tenant-a,19:abc_1-2@thread.tacv2,,\n"
    assert busy_office.imports(ImportKind.CHANNELS, again) == ImportResult(0, 0, 1)


def test_what_is_no_channel_on_teams(busy_office: Office) -> None:
    wrong = (
        "C0SLACK",
        "19:anna@unq.gbl.spaces",
        "https://teams.microsoft.com/l/meetup-join/19%3Aabc%40thread.v2",
        "https://example.se/l/channel/19%3Aabc%40thread.tacv2",
        "19:abc@thread.tacv2;messageid=1",
    )
    rows = "".join(f"Nass,teams,t,{each},,\n" for each in wrong)
    assert busy_office.refuses(ImportKind.CHANNELS, HEADER + rows) == [
        (line, "channel_id", Wrong.NOT_A_TEAMS_CHANNEL) for line in range(2, 2 + len(wrong))
    ]


def test_a_library_may_have_channels_on_both_platforms(busy_office: Office) -> None:
    text = HEADER + "Nass,slack,T1,C1,,\nNass,teams,t1,19:abc@thread.tacv2,,\n"
    text += ",slack,T1,C2,,\n,teams,t1,19:county@thread.skype,,\n"
    assert busy_office.imports(ImportKind.CHANNELS, text) == ImportResult(4, 0, 0)
