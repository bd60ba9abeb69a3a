"""App Home: each kind of person finds what is theirs."""

from tests.handlers.conversations import NASSJO, Conversation

SETTINGS = "[Påminnelser] [Mina uppgifter] [Alla målen] [Answer in English]"


def test_staff_find_what_is_left_the_goals_and_their_settings(conversation: Conversation) -> None:
    anna = conversation.staff("Anna")
    anna.opens_home()
    lines = anna.reply.splitlines()
    assert "⬜ Självskattningen: inte gjord än" in lines
    assert NASSJO in lines
    assert lines[-2:] == ["Inställningar", SETTINGS]
    assert "För dig som" not in anna.reply


def test_a_manager_has_a_part_of_the_page(conversation: Conversation) -> None:
    boss = conversation.manager("Lena")
    boss.opens_home()
    assert f"För dig som leder {NASSJO}\n[Personalen] [Handlingsplanen]" in boss.reply
    assert "[Handledning] [Intyga …]" in boss.reply


def test_the_coordinator_has_the_county_and_what_is_to_be_decided(
    conversation: Conversation,
) -> None:
    katarina = conversation.coordinator("Katarina")
    katarina.opens_home()
    ways = "För dig som är regional utvecklare i Jönköpings län\n[Personalen] [Ändra målen]"
    assert ways in katarina.reply
    assert "[Föreslagna" in katarina.reply
    assert "Hela länet | " in katarina.reply
