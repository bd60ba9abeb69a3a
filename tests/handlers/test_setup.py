"""Stories of channels: linked to a library or to the county, changed, and let go."""

from handlers.cards import ChoiceField
from storage.tables import AuditEvent, Channel, Library, Region
from tests import builders
from tests.handlers.conversations import NASSJO, VETLANDA, Conversation
from tests.handlers.surfaces import TALKED_ON
from tests.handlers.test_team import library_id

OUTDATED = "Den knappen gäller inte längre."
NOT_ALLOWED = "Det här kan du inte se eller ändra själv."
HERE, THERE = "C0NASSJO", "C0VETLANDA"


def linked(conversation: Conversation) -> dict[str, str | None]:
    """What each channel is linked to; None is the county."""
    names = {row.id: row.name for row in conversation.rows(Library)}
    return {
        row.channel_id: None if row.library_id is None else names[row.library_id]
        for row in conversation.rows(Channel)
    }


def written(conversation: Conversation) -> list[str]:
    """What is written down of it."""
    actions = [row.action for row in conversation.rows(AuditEvent)]
    return [action for action in actions if action.startswith("setup.")]


def test_a_manager_links_a_channel_to_the_own_library(conversation: Conversation) -> None:
    lena = conversation.manager("Lena")
    lena.runs("/kompis", "setup", channel=HERE)
    assert lena.reply.splitlines() == [
        (
            f"✅ Kanalen är kopplad till {NASSJO}."
            " Hit kommer veckans sammanfattning, måndag kl. 09:00."
        ),
        "Är jag inte med i kanalen? Bjud in mig, så att jag kan skriva här.",
        "[Ångra]",
    ]
    (row,) = conversation.rows(Channel)
    assert (row.region_id, row.platform, row.tenant, row.channel_id) == (
        conversation.region_id,
        TALKED_ON,
        conversation.tenant,
        HERE,
    )
    lena.presses("Ångra")
    assert f"Kanalen är inte längre kopplad till {NASSJO}." in lena.reply
    assert not linked(conversation)
    lena.presses("Ångra")
    assert linked(conversation) == {HERE: NASSJO}
    assert written(conversation) == ["setup.link", "setup.unlink", "setup.link"]


def test_a_linked_channel_says_what_it_is(conversation: Conversation) -> None:
    lena = conversation.manager("Lena")
    lena.runs("/kompis", "koppla", channel=HERE)
    for words in ("setup", "koppla Nässjö"):
        lena.says(words, channel=HERE)
        assert lena.reply.startswith(f"Kanalen är kopplad till {NASSJO}.")
        assert lena.buttons == ["Koppla från"]
    lena.presses("Koppla från")
    assert not linked(conversation)
    lena.sends("setup.unlink", value=HERE)
    assert OUTDATED in lena.reply


def test_a_coordinator_links_any_library_or_the_county(conversation: Conversation) -> None:
    katarina = conversation.coordinator("Katarina")
    katarina.runs("/kompis", "setup", channel=HERE)
    assert katarina.form.title == "Koppla kanalen"
    katarina.sends("setup.save", state=katarina.form.state)
    assert list(katarina.errors) == ["library"]
    katarina.sends("setup.choose", value=HERE)
    katarina.fills(library=VETLANDA)
    assert linked(conversation) == {HERE: VETLANDA}
    katarina.runs("/kompis", "setup", channel=HERE)
    katarina.presses("Byt bibliotek …")
    assert katarina.prefilled["library"] == str(library_id(conversation, VETLANDA))
    katarina.fills(library="Hela länet")
    assert "Kanalen är kopplad till Jönköpings län." in katarina.reply
    assert linked(conversation) == {HERE: None}
    katarina.presses("Ångra")
    assert linked(conversation) == {HERE: VETLANDA}
    katarina.runs("/kompis", "setup Aneby", channel=HERE)
    katarina.runs("/kompis", "setup länet", channel=HERE)
    katarina.presses("Ångra")
    assert linked(conversation) == {HERE: "Aneby bibliotek"}
    katarina.runs("/kompis", "setup Atlantis", channel=HERE)
    assert "Jag hittar inget bibliotek med det namnet" in katarina.reply


def test_a_manager_of_several_libraries_is_asked(conversation: Conversation) -> None:
    lena = conversation.manager("Lena")
    conversation.also_at(lena, VETLANDA, chief=True)
    lena.runs("/kompis", "setup", channel=HERE)
    (field,) = lena.form.fields
    assert isinstance(field, ChoiceField)
    assert {option.label for option in field.options} == {NASSJO, VETLANDA}
    lena.fills(library=VETLANDA)
    assert linked(conversation) == {HERE: VETLANDA}


def test_a_manager_links_no_other_library_and_not_the_county(conversation: Conversation) -> None:
    lena, katarina = conversation.manager("Lena"), conversation.coordinator("Katarina")
    vetlanda = library_id(conversation, VETLANDA)
    lena.runs("/kompis", "setup Vetlanda", channel=HERE)
    assert "Jag hittar inget bibliotek med det namnet" in lena.reply
    lena.runs("/kompis", "setup länet", channel=HERE)
    assert lena.reply.startswith(NOT_ALLOWED)
    for library in (str(vetlanda), "0", "99999"):
        lena.sends("setup.save", state=HERE, values={"library": library})
        assert lena.reply.startswith(NOT_ALLOWED)
        lena.sends("setup.link", value=f"{library}|1|9|{HERE}")
        assert lena.reply.startswith(NOT_ALLOWED)
    katarina.runs("/kompis", "setup Vetlanda", channel=THERE)
    own = library_id(conversation, NASSJO)
    for route, value in (
        ("setup.unlink", THERE),
        ("setup.choose", THERE),
        ("setup.link", f"{own}|1|9|{THERE}"),
    ):
        lena.sends(route, value=value)
        assert "Kanalen är kopplad till något annat än ditt bibliotek." in lena.reply
    lena.runs("/kompis", "setup", channel=THERE)
    assert "Kanalen är kopplad till något annat än ditt bibliotek." in lena.reply
    assert linked(conversation) == {THERE: VETLANDA}


def test_staff_link_nothing(conversation: Conversation) -> None:
    anna = conversation.staff("Anna")
    anna.runs("/kompis", "setup", channel=HERE)
    assert anna.reply.startswith(NOT_ALLOWED)
    assert not linked(conversation)


def test_outside_a_channel_it_says_what_is_linked(conversation: Conversation) -> None:
    lena, katarina = conversation.manager("Lena"), conversation.coordinator("Katarina")
    lena.says("setup")
    assert lena.reply.splitlines() == [
        "Kopplade kanaler",
        "Ingen kanal är kopplad än.",
        "Så kopplar du en kanal: skriv @Kompis koppla i kanalen.",
        "[Visa målen]",
    ]
    katarina.runs("/kompis", "setup länet", channel="C0LANET")
    for name, channel in ((VETLANDA, THERE), (NASSJO, HERE)):
        katarina.runs("/kompis", f"setup {name}", channel=channel)
    lena.says("setup hjälp")
    assert f"{NASSJO}: måndag kl. 09:00" in lena.reply
    assert VETLANDA not in lena.reply
    katarina.says("setup")
    assert katarina.reply.splitlines()[1:4] == [
        "Jönköpings län: måndag kl. 09:00",
        f"{NASSJO}: måndag kl. 09:00",
        f"{VETLANDA}: måndag kl. 09:00",
    ]
    lena.sends("setup.choose")
    assert "Skriv @Kompis koppla i den kanal som ska kopplas." in lena.reply


def test_the_hour_is_kept_when_a_link_is_put_back(conversation: Conversation) -> None:
    lena = conversation.manager("Lena")
    lena.runs("/kompis", "setup", channel=HERE)
    with conversation.database.writing() as session:
        row = session.get_one(Channel, conversation.rows(Channel)[0].id)
        row.weekday, row.hour = 5, 14
    lena.runs("/kompis", "english", channel=HERE)
    lena.runs("/kompis", "setup", channel=HERE)
    assert "The weekly summary comes here, Friday at 14:00." in lena.reply
    lena.presses("Unlink")
    lena.presses("Undo")
    (row,) = conversation.rows(Channel)
    assert (row.weekday, row.hour) == (5, 14)


def test_odd_buttons_link_nothing(conversation: Conversation) -> None:
    katarina = conversation.coordinator("Katarina")
    for value in ("", "0|1|9|", "0|8|9|C1", "0|0|9|C1", "0|1|24|C1", "x|1|9|C1", "99999|1|9|C1"):
        katarina.sends("setup.link", value=value)
        assert OUTDATED in katarina.reply, value
    assert not linked(conversation)


def test_a_channel_of_a_region_that_had_the_workspace_before_is_nobodys(
    conversation: Conversation,
) -> None:
    elsewhere = conversation.elsewhere()
    lena = conversation.manager("Lena")
    with conversation.database.writing() as session:
        theirs = session.get_one(Region, elsewhere.region_id)
        builders.channel(
            session, theirs, None, HERE, platform=TALKED_ON, tenant=conversation.tenant
        )
    lena.says("setup")
    assert "Ingen kanal är kopplad än." in lena.reply
    lena.sends("setup.unlink", value=HERE)
    assert OUTDATED in lena.reply
    lena.runs("/kompis", "setup", channel=HERE)
    assert linked(conversation) == {HERE: NASSJO}
    assert conversation.rows(Channel)[0].region_id == conversation.region_id


def test_a_region_without_libraries_links_the_county(conversation: Conversation) -> None:
    empty = Conversation(conversation.database, "Tomt län", tenant="T0EMPTY", shipped=False)
    karl = empty.coordinator("Karl")
    karl.runs("/kompis", "setup", channel=HERE)
    karl.fills(library="Hela länet")
    assert "Kanalen är kopplad till Tomt län." in karl.reply
