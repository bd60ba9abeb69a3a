"""Whatever comes, nothing falls over: junk is refused with a code or a sentence."""

import copy
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from bot.sandbox import jsontext
from bot.sandbox.blocks import rules
from bot.sandbox.errors import ApiError
from tests.bot.sandbox import shapes as s
from tests.bot.sandbox.conftest import serve
from tests.bot.sandbox.test_slack_examples import MESSAGES, MODAL

JUNK = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["type", "text", "options", "value", "x"]), inner)
    ),
    max_leaves=6,
)

RIGHT = [*[block for page in MESSAGES.values() for block in page], *MODAL["blocks"]]


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place inside a JSON value."""
    inside: list[Any] = []
    if isinstance(value, dict):
        inside = list(value.items())
    elif isinstance(value, list):
        inside = list(enumerate(value))
    found = [path] if path else []
    return found + [deep for key, inner in inside for deep in places(inner, (*path, key))]


@st.composite
def spoilt(draw: st.DrawFn) -> Any:
    """A right block with junk somewhere in it."""
    block = copy.deepcopy(draw(st.sampled_from(RIGHT)))
    path = draw(st.sampled_from(places(block)))
    spot = block
    for key in path[:-1]:
        spot = spot[key]
    spot[path[-1]] = draw(JUNK)
    return block


@settings(max_examples=150, deadline=None)
@given(spoilt())
def test_a_spoilt_block_is_taken_or_refused(block: Any) -> None:
    with suppress(ApiError):
        stored = rules.message_blocks([block])
        assert rules.message_blocks(stored) == stored


@settings(max_examples=100, deadline=None)
@given(st.one_of(JUNK, st.builds(lambda junk: s.modal() | {"blocks": junk}, JUNK)))
def test_a_view_of_junk_is_taken_or_refused(view: Any) -> None:
    with suppress(ApiError):
        rules.view(view, allowed="modal")


@pytest.mark.parametrize(
    "text",
    [
        "NaN",
        "[Infinity]",
        "1e999",
        "-1e999",
        "9" * 400 + ".0",
        '"\\ud800"',
        "[" * 100_000,
        "{",
        "",
        b"\xff",
    ],
)
def test_json_that_nobody_could_send_on(text: str | bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        jsontext.parse(text)


CONTROLS = ("command", "message", "action", "view", "options", "home", "membership", "faults")
WHO = ["user", "channel", "text", "command", "ts", "view_id", "thread_ts", "member"]
WHAT = ["block_id", "action_id", "value", "values", "state", "type", "kind", "method", "times"]
KEYS = st.sampled_from([*WHO, *WHAT])
PLAUSIBLE = st.sampled_from(["U0ANNA", "D0ANNA", "C0GENERAL", "/hello", "*", "500", "submit"])
WRITING = ["chat.postMessage", "chat.update", "views.open", "views.publish"]
READING = ["users.info", "users.list", "conversations.history", "conversations.list"]
METHODS = st.sampled_from([*WRITING, *READING, "conversations.open"])
ARGUMENTS = st.dictionaries(
    st.sampled_from(["channel", "text", "blocks", "view", "user", "users", "ts", "limit", "cursor"])
    | st.sampled_from(["metadata", "oldest", "types", "user_id", "hash", "trigger_id"]),
    JUNK | PLAUSIBLE,
    max_size=5,
)


@settings(max_examples=3, deadline=None, derandomize=True, phases=(Phase.generate,))
@given(st.data())
async def test_requests_of_junk_are_answered(data: st.DataObject) -> None:
    async with serve() as stage:
        token = {"Authorization": f"Bearer {stage.sandbox.bot_token}"}
        for _ in range(12):
            what = data.draw(st.sampled_from(CONTROLS))
            body = data.draw(st.dictionaries(KEYS, JUNK | PLAUSIBLE, max_size=5))
            control = await stage.http.post(f"/sandbox/{what}", json=body)
            assert control.status_code in {200, 400}, control.text
            await stage.http.delete("/sandbox/faults")
            method, given_ = data.draw(METHODS), data.draw(ARGUMENTS)
            called = await stage.http.post(f"/api/{method}", json=given_, headers=token)
            assert called.status_code == 200, called.text
