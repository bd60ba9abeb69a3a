"""A message may begin with a command's word, in either language."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.routes import Command
from handlers.words import SPOKEN, spoken


@pytest.mark.parametrize("command", SPOKEN, ids=lambda command: command.name)
def test_every_name_of_a_command_reaches_it(command: Command) -> None:
    for name in (command.name, *command.aliases):
        for written in (name, name.upper(), f"/{name}", f"  {name} "):
            called = spoken(written)
            assert called is not None, written
            assert called.command is command
            assert not called.rest


@given(st.sampled_from(SPOKEN), st.text(max_size=60))
def test_what_comes_after_the_word_is_kept_as_it_was_written(command: Command, rest: str) -> None:
    called = spoken(f"{command.name} {rest}")
    assert called is not None
    assert called.rest in rest
    assert called.rest.split() == rest.split()


@pytest.mark.parametrize("text", ["", "   ", "/", "hej", "trainings", "klar med training"])
def test_other_words_are_no_command(text: str) -> None:
    assert spoken(text) is None
