"""Stories of proposed resources: approved, merged or not counted, and taken back."""

import pytest

from storage.tables import AuditEvent, Completion, Resource
from tests.handlers.conversations import COURSE, TODAY, Conversation
from tests.handlers.talking import Person

PODD = "Podda i biblioteket"
OUT_OF_DATE = "Den knappen gäller inte längre."


@pytest.fixture
def katarina(conversation: Conversation) -> Person:
    return conversation.coordinator("Katarina")


@pytest.fixture
def anna(conversation: Conversation) -> Person:
    """Staff who have proposed a course."""
    anna = conversation.staff("Anna")
    anna.sends("training.propose", value=f"{TODAY}|{PODD}")
    return anna


def row(conversation: Conversation, title: str = PODD) -> Resource:
    """The resource of a title."""
    return next(each for each in conversation.rows(Resource) if each.title == title)


def deeds(conversation: Conversation) -> list[tuple[str, int | None]]:
    """What has been written down, and about whom."""
    events = [each for each in conversation.rows(AuditEvent) if each.action.startswith("goals.")]
    return [(each.action, each.subject_id) for each in events]


def test_a_coordinator_sees_who_proposed_what(
    conversation: Conversation, katarina: Person, anna: Person
) -> None:
    katarina.says("mål")
    katarina.presses("Föreslagna lärresurser (1)")
    assert katarina.reply.splitlines()[1:5] == [
        "1 förslag väntar på dig.",
        "---",
        f"{PODD}\nFöreslagen av Anna. 1 person har gått klart den.".split("\n")[0],
        "Föreslagen av Anna. 1 person har gått klart den.",
    ]
    assert katarina.buttons == ["Godkänn …", "Slå ihop …", "Räkna inte", "Alla målen"]
    (event,) = [each for each in conversation.rows(AuditEvent) if each.action == "goals.proposals"]
    assert event.actor_id == katarina.member_id


def test_proposals_come_a_few_at_a_time(conversation: Conversation, katarina: Person) -> None:
    anna = conversation.staff("Anna")
    for number in range(7):
        anna.sends("training.propose", value=f"{TODAY}|Egen kurs nummer {number}")
    katarina.sends("goals.proposals")
    assert "7 förslag väntar på dig." in katarina.reply
    assert "Egen kurs nummer 4" in katarina.reply
    assert "Egen kurs nummer 5" not in katarina.reply
    katarina.presses("Fler förslag")
    assert "Egen kurs nummer 4" not in katarina.reply
    assert "Egen kurs nummer 6" in katarina.reply
    assert "Fler förslag" not in katarina.buttons
    last = row(conversation, "Egen kurs nummer 6").id
    katarina.sends("goals.proposals", value=str(last))
    assert "Det finns inga fler förslag" in katarina.reply
    katarina.presses("Föreslagna lärresurser")
    assert "Egen kurs nummer 0" in katarina.reply


def test_an_approved_resource_counts_as_the_coordinator_has_put_it(
    conversation: Conversation, katarina: Person, anna: Person
) -> None:
    katarina.sends("goals.proposals")
    katarina.presses("Godkänn …")
    assert katarina.prefilled == {"title": PODD, "kind": "course", "url": "", "leadership": "no"}
    katarina.fills(
        title="Podda  på biblioteket",
        url="https://www.digiteket.se/kurs/podda/?utm_source=brev",
        kind="Kurspaket",
        leadership="Ja",
    )
    assert "✅ Godkänd. Podda på biblioteket räknas nu." in katarina.reply
    approved = row(conversation, "Podda på biblioteket")
    assert (approved.kind, approved.url, approved.leadership) == (
        "course_package",
        "https://digiteket.se/kurs/podda",
        True,
    )
    anna.runs("/progress", "mig")
    assert "Lärresurser som räknas: 1 av 2" in anna.reply
    assert deeds(conversation)[-1] == ("goals.approve", anna.member_id)
    katarina.presses("Ångra")
    assert f"{PODD} väntar på dig igen." in katarina.reply
    assert row(conversation).url is None
    anna.runs("/progress", "mig")
    assert "Lärresurser som räknas: 0 av 2" in anna.reply
    katarina.presses("Gör om")
    assert "räknas nu" in katarina.reply


def test_the_same_approval_is_once(
    conversation: Conversation, katarina: Person, anna: Person
) -> None:
    katarina.sends("goals.approve", value=str(row(conversation).id))
    katarina.fills(title="Podda")
    first = katarina.reply
    katarina.again()
    assert katarina.reply == first
    assert deeds(conversation) == [("goals.approve", anna.member_id)]
    katarina.presses("Ångra")
    assert row(conversation).status == "proposed"


@pytest.mark.parametrize(
    ("values", "field", "told"),
    [
        ({"title": ""}, "title", "Välj något i listan, eller skriv ett namn."),
        ({"title": "!!!"}, "title", "Välj något i listan, eller skriv ett namn."),
        ({"title": COURSE.upper()}, "title", "Det finns redan en lärresurs"),
        ({"kind": ""}, "kind", "Välj något i listan"),
        ({"leadership": ""}, "leadership", "Välj något i listan"),
        ({"url": "http://example.se"}, "url", "börjar med https://"),
        ({"url": "https://digiteket.se/"}, "url", "börjar med https://"),
    ],
)
@pytest.mark.usefixtures("anna")
def test_what_is_wrong_with_an_approval(
    conversation: Conversation, katarina: Person, values: dict[str, str], field: str, told: str
) -> None:
    resource_id = str(row(conversation).id)
    katarina.sends("goals.approve", value=resource_id)
    katarina.sends("goals.approved", state=resource_id, values=katarina.prefilled | values)
    assert told in katarina.errors[field]
    assert row(conversation).status == "proposed"


def test_what_does_not_count_stays_on_the_list(
    conversation: Conversation, katarina: Person, anna: Person
) -> None:
    katarina.sends("goals.proposals")
    katarina.presses("Räkna inte")
    assert f"{PODD} räknas inte. Den står kvar på listorna" in katarina.reply
    anna.runs("/training", "lista")
    assert f"{PODD}, 27 maj 2020 (räknas inte)" in anna.reply
    bo = conversation.staff("Bo")
    bo.sends("training.propose", value=f"{TODAY}|podda i biblioteket!")
    assert "den regionala utvecklaren har sagt nej till den" in bo.reply
    katarina.presses("Föreslagna lärresurser")
    assert "Inga förslag väntar just nu." in katarina.reply
    assert ("goals.reject", anna.member_id) in deeds(conversation)


def test_a_no_is_taken_back_and_given_again(
    conversation: Conversation, katarina: Person, anna: Person
) -> None:
    katarina.sends("goals.reject", value=str(row(conversation).id))
    katarina.presses("Ångra")
    anna.runs("/training", "lista")
    assert "(väntar på godkännande)" in anna.reply
    katarina.presses("Gör om")
    anna.runs("/training", "lista")
    assert "(räknas inte)" in anna.reply
    assert [deed for deed, _ in deeds(conversation)] == [
        "goals.reject",
        "goals.undecide",
        "goals.redecide",
    ]


def test_a_merged_proposal_is_the_other_resource_from_then_on(
    conversation: Conversation, katarina: Person, anna: Person
) -> None:
    bo = conversation.staff("Bo")
    bo.sends("training.propose", value=f"{TODAY}|{PODD}")
    bo.finishes(conversation.title(), TODAY)
    katarina.sends("goals.proposals")
    katarina.presses("Slå ihop …")
    assert PODD in katarina.reply
    katarina.fills(resource="Hängslen")
    assert f"{PODD} är nu samma som {COURSE}." in katarina.reply
    for person in (anna, bo):
        person.runs("/training", "lista")
        assert person.reply.count(COURSE) == 1
        assert PODD not in person.reply
        person.runs("/progress", "mig")
        assert "Lärresurser som räknas: 1 av 2" in person.reply
    lisa = conversation.staff("Lisa")
    lisa.sends("training.propose", value=f"{TODAY}|{PODD}")
    assert f"{COURSE} är registrerad" in lisa.reply
    katarina.presses("Ångra")
    anna.runs("/training", "lista")
    assert PODD in anna.reply
    bo.runs("/training", "lista")
    assert PODD in bo.reply
    assert COURSE in bo.reply
    lisa.runs("/training", "lista")
    assert COURSE in lisa.reply
    katarina.presses("Gör om")
    assert "är nu samma som" in katarina.reply


def test_the_nearest_resource_is_suggested_and_only_approved_ones_found(
    conversation: Conversation, katarina: Person
) -> None:
    anna = conversation.staff("Anna")
    title = "Hängslen och livrem, den gamla kursen"
    anna.sends("training.propose", value=f"{TODAY}|{title}")
    katarina.sends("goals.merge", value=str(row(conversation, title).id))
    assert katarina.prefilled["resource"] == str(conversation.title().resource_id)
    found = katarina.finds("hängslen", "goals.merge_search")
    assert found[0].label == COURSE
    assert title not in {option.label for option in found}


@pytest.mark.usefixtures("anna")
def test_an_address_of_the_catalogue_is_no_new_resource(
    conversation: Conversation, katarina: Person
) -> None:
    resource_id = str(row(conversation).id)
    katarina.sends("goals.approve", value=resource_id)
    url = row(conversation, COURSE).url or ""
    katarina.sends("goals.approved", state=resource_id, values=katarina.prefilled | {"url": url})
    assert "Det finns redan en lärresurs" in katarina.errors["title"]


def test_nothing_is_suggested_for_what_nothing_is_like(
    conversation: Conversation, katarina: Person
) -> None:
    anna = conversation.staff("Anna")
    anna.sends("training.propose", value=f"{TODAY}|Xyzzy")
    katarina.sends("goals.merge", value=str(row(conversation, "Xyzzy").id))
    assert katarina.prefilled["resource"] == ""


@pytest.mark.usefixtures("anna")
def test_what_a_proposal_cannot_be_merged_into(
    conversation: Conversation, katarina: Person
) -> None:
    elsewhere = conversation.elsewhere()
    mine = str(row(conversation).id)
    for resource in ("", mine, str(elsewhere.title().resource_id), "4711"):
        katarina.sends("goals.merged", state=mine, values={"resource": resource})
        assert "resource" in katarina.errors
    assert {each.resource_id for each in conversation.rows(Completion)} == {int(mine)}


@pytest.mark.usefixtures("anna")
def test_what_is_decided_is_no_proposal_any_more(
    conversation: Conversation, katarina: Person
) -> None:
    value = str(row(conversation).id)
    katarina.sends("goals.reject", value=value)
    other = conversation.coordinator("Karin")
    for route in ("goals.approve", "goals.merge", "goals.reject"):
        other.sends(route, value=value)
        assert OUT_OF_DATE in other.reply
    for route in ("goals.approved", "goals.merged"):
        other.sends(route, state=value, values={"title": "Ny"})
        assert OUT_OF_DATE in other.reply
    elsewhere = conversation.elsewhere().coordinator("Kim")
    for route in ("goals.undecide", "goals.redecide"):
        elsewhere.sends(route, value="1")
        assert OUT_OF_DATE in elsewhere.reply


def test_in_english(conversation: Conversation, anna: Person) -> None:
    katarina = conversation.coordinator("Katarina", locale="en-GB")
    katarina.says("goals proposals")
    assert "Proposed by Anna. 1 person has finished it." in katarina.reply
    assert anna.member_id
