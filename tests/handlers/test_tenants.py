"""Two counties in one database never mix, nor do two people."""

import pytest

from storage.tables import Completion, Employment, Library, Resource
from tests.handlers.conversations import TODAY, VETLANDA, Conversation
from tests.handlers.talking import Person

OUTDATED = "Den knappen gäller inte längre"


@pytest.fixture
def elsewhere(conversation: Conversation) -> Conversation:
    """Another county."""
    return conversation.elsewhere()


def test_a_workspace_that_nobody_knows_is_told_so(conversation: Conversation) -> None:
    conversation.tenant = "T0NOBODY"
    nina = conversation.stranger("Nina")
    for route in ("message", "training", "progress", "kompis.join", "home", "nonsense"):
        nina.sends(route, text="klar med hängslen igår")
        assert "Den här arbetsytan hör inte till någon region än." in nina.reply


def test_an_account_is_somebody_in_its_own_workspace_alone(
    conversation: Conversation, elsewhere: Conversation
) -> None:
    anna = conversation.staff("Anna")
    impostor = elsewhere.stranger("Anna", email=anna.profile.email)
    impostor.account = type(anna.account)(
        anna.account.platform, elsewhere.tenant, anna.account.user_id
    )
    impostor.runs("/progress", "me")
    assert "Jag vet inte vilket bibliotek du arbetar på." in impostor.reply


def test_buttons_of_another_countys_resources_do_nothing(
    conversation: Conversation, elsewhere: Conversation
) -> None:
    anna = conversation.staff("Anna")
    theirs = elsewhere.title()
    anna.finishes(theirs, TODAY)
    assert OUTDATED in anna.reply
    anna.sends("training.save", values={"resource": str(theirs.resource_id), "day": str(TODAY)})
    assert OUTDATED in anna.reply
    anna.sends("training.pick", value=f"{theirs.resource_id}@")
    assert OUTDATED in anna.reply
    anna.sends("training.form", value=f"{theirs.resource_id}|")
    assert anna.prefilled["resource"] == ""
    assert not conversation.rows(Completion)


def test_a_form_with_another_countys_library_does_nothing(
    conversation: Conversation, elsewhere: Conversation
) -> None:
    nina = conversation.stranger("Nina")
    theirs = next(row for row in conversation.rows(Library) if row.region_id == elsewhere.region_id)
    nina.sends("kompis.join", values={"library": str(theirs.id)})
    assert "library" in nina.errors
    assert not conversation.rows(Employment)


def test_buttons_with_others_completions_do_nothing(
    conversation: Conversation, elsewhere: Conversation
) -> None:
    anna, bo = conversation.staff("Anna"), conversation.staff("Bo")
    boss = conversation.manager("Lena")
    olof = elsewhere.staff("Olof")
    anna.finishes(conversation.title(), TODAY)
    row = str(conversation.rows(Completion)[0].id)
    for other in (bo, boss, olof):
        for route, value in (("training.undo", row), ("training.move", f"{row}@2020-05-04")):
            other.sends(route, value=value)
            assert OUTDATED in other.reply
        for deed in ("move", "remove"):
            other.sends(
                "training.changed",
                values={"completion": row, "deed": deed, "day": "2020-05-04"},
            )
            assert OUTDATED in other.reply
    assert conversation.rows(Completion)[0].completed_on == TODAY


def test_of_several_completions_only_the_own_are_undone(conversation: Conversation) -> None:
    anna, bo = conversation.staff("Anna"), conversation.staff("Bo")
    for person in (anna, bo):
        person.finishes(conversation.title(), TODAY)
    ids = ",".join(str(row.id) for row in conversation.rows(Completion))
    bo.sends("training.undo", value=ids)
    assert bo.reply.count("27 maj 2020") == 1
    assert [row.member_id for row in conversation.rows(Completion)] == [anna.member_id]


def staff_at(person: Person, municipality: str) -> str:
    """The last column of a library's row in the county's table."""
    lines = person.reply.splitlines()
    (row,) = (line for line in lines if line.startswith(f"{municipality} | "))
    return row.rsplit(" | ", 1)[1]


def test_figures_libraries_and_proposals_stay_in_their_county(
    conversation: Conversation, elsewhere: Conversation
) -> None:
    katarina, karin = conversation.coordinator("Katarina"), elsewhere.coordinator("Karin")
    conversation.colleagues(5, VETLANDA)
    olof, *_ = elsewhere.colleagues(7)
    olof.sends("training.propose", value="2020-05-27|Podda i biblioteket")
    katarina.runs("/progress")
    assert (staff_at(katarina, "Nässjö"), staff_at(katarina, "Vetlanda")) == ("0", "5")
    karin.runs("/progress")
    assert (staff_at(karin, "Nässjö"), staff_at(karin, "Vetlanda")) == ("7", "0")
    assert karin.finds("podda")
    assert not katarina.finds("podda")

    katarina.sends("training.propose", value="2020-05-27|Podda i biblioteket")
    assert "✅ Klart!" in katarina.reply
    regions = [row.region_id for row in conversation.rows(Resource) if "Podda" in row.title]
    assert sorted(regions) == sorted({conversation.region_id, elsewhere.region_id})
