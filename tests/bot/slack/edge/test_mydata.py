"""Everything that is stored about me, asked for in chat and downloaded as a file."""

from typing import Any

import pytest

from tests.bot.sandbox.conftest import Stage
from tests.bot.slack.edge.conftest import CHANNEL, dm, press, says, since

pytestmark = pytest.mark.parametrize("channel", ["D0ANNA", CHANNEL])


async def test_the_file_comes_into_the_direct_message(stage: Stage, channel: str) -> None:
    written = "mina uppgifter" if channel != CHANNEL else "<@U0KOMPIS> mina uppgifter"
    [card] = (await says(stage, written, channel=channel)).messages
    assert card.get("ephemeral", False) is (channel == CHANNEL)
    before = (await stage.look("messages", channel=dm("U0ANNA"), user="U0ANNA"))["latest"]

    await press(stage, card, "mydata.export", channel=channel)
    shared: list[dict[str, Any]] = []
    while not shared:
        news = await since(stage, dm("U0ANNA"), "U0ANNA", before)
        shared = [message for message in news if "files" in message]
        before = news[-1]["ts"]

    [message] = shared
    [file] = message["files"]
    assert file["name"].startswith("mina-uppgifter-")
    stored = (await stage.http.get(file["url_private"])).json()
    assert [row["email"] for row in stored["member"]] == ["anna@example.se"]
    assert [row["user_id"] for row in stored["accounts"]] == ["U0ANNA"]
