"""Messages: commands and reports by words alone, in personal chats, group chats and channels."""

from tests.bot.teams.conftest import ANNA, MIA, Stage, words


async def test_progress_is_asked_for_by_its_word_in_a_personal_chat(stage: Stage) -> None:
    [call] = await stage.says("progress")
    assert (call.method, call.conversation, call.targeted) == ("POST", ANNA.chat, False)
    assert "Nässjö stadsbibliotek" in words(call.card)


async def test_a_command_is_understood_in_both_languages(stage: Stage) -> None:
    [swedish] = await stage.says("framsteg")
    [english] = await stage.says("/progress", MIA)
    assert "Mål 3" in words(swedish.card)
    assert "Goal 3" in words(english.card)
