"""The team and its channel in the sandbox, which is strict where Slack is strict."""

import json
from pathlib import Path
from typing import Any

from bot.demo.county import places
from tests.bot.demo.test_run import COORDINATOR, HER_MANAGER, KARIN, PEOPLE, Visitor, demo

NASSJO = next(place for place in places() if place.name == "Nässjö stadsbibliotek")
LARGEST = max(places(), key=lambda place: place.standing.staff)


async def messages(visitor: Visitor, channel: str) -> list[dict[str, Any]]:
    """What the manager sees in a conversation."""
    seen = {"user": HER_MANAGER.user_id, "channel": channel}
    found = (await visitor.http.get("/sandbox/messages", params=seen)).json()
    rows: list[dict[str, Any]] = found["messages"]
    return rows


async def press(visitor: Visitor, channel: str, label: str) -> str:
    """Press the last button with a label; what stands in the conversation then."""
    for message in reversed(await messages(visitor, channel)):
        for block in message.get("blocks", []):
            for element in block.get("elements", []):
                if element["type"] == "button" and element["text"]["text"] == label:
                    body = {
                        "user": HER_MANAGER.user_id,
                        "channel": channel,
                        "ts": message["ts"],
                        "block_id": block["block_id"],
                        "action_id": element["action_id"],
                    }
                    done = (await visitor.http.post("/sandbox/action", json=body)).json()
                    assert done["failed"] is None, done
                    return json.dumps(await messages(visitor, channel), ensure_ascii=False)
    raise AssertionError(f"no [{label}]")


async def test_a_manager_looks_after_the_team(tmp_path: Path) -> None:
    direct = f"D{HER_MANAGER.user_id[1:]}"
    async with demo(tmp_path) as visitor:
        listed = await visitor.says(HER_MANAGER, "personal")
        assert "Robin Dahlberg" in listed
        assert '"type": "table"' in listed
        confirmed = await press(visitor, direct, "Bekräfta Robin Dahlberg")
        assert "är bekräftad på" in confirmed
        assert "väntar igen på att bekräftas" in await press(visitor, direct, "Ångra")

        ends = await visitor.says(HER_MANAGER, f"personal {KARIN.name} slutar 30 juni")
        assert "Sista dagen är 30 juni" in ends
        assert "är kvar på" in await press(visitor, direct, "Ångra")

        asked = await visitor.says(HER_MANAGER, f"personal {KARIN.name} ledig")
        assert "Ledig" in asked


async def test_a_form_of_the_team_is_filled_in(tmp_path: Path) -> None:
    user = HER_MANAGER.user_id
    async with demo(tmp_path) as visitor:
        body = {"user": user, "channel": f"D{user[1:]}", "command": "/kompis"}
        add = body | {"text": "personal lägg till Bo Ek bo.ek@nassjo.example"}
        assert (await visitor.http.post("/sandbox/command", json=add)).json()["failed"] is None
        (view,) = (await visitor.http.get("/sandbox/views", params={"user": user})).json()["views"]
        send = {"user": user, "view_id": view["id"], "type": "submit", "values": {}}
        done = (await visitor.http.post("/sandbox/view", json=send)).json()
        assert done["errors"] == {}
        shown = json.dumps(done["views"], ensure_ascii=False)
        assert "står på listan för" in shown
        assert "Ångra" in shown


async def test_the_longest_list_of_the_county_is_taken(tmp_path: Path) -> None:
    async with demo(tmp_path) as visitor:
        overview = await visitor.command(COORDINATOR, "/kompis", "personal")
        assert LARGEST.name in overview
        listed = await visitor.command(COORDINATOR, "/kompis", f"personal {LARGEST.name}")
        assert "Sida 1 av" in listed


async def test_a_channel_is_linked_where_it_stands(tmp_path: Path) -> None:
    async with demo(tmp_path) as visitor:
        body = {"user": HER_MANAGER.user_id, "channel": NASSJO.channel_id, "command": "/kompis"}
        done = (await visitor.http.post("/sandbox/command", json=body | {"text": "setup"})).json()
        assert done["failed"] is None
        assert "Kanalen är kopplad till" in json.dumps(done["ack"], ensure_ascii=False)
        gone = await press(visitor, NASSJO.channel_id, "Koppla från")
        assert "är inte längre kopplad" in gone
        assert "Kanalen är kopplad till" in await press(visitor, NASSJO.channel_id, "Ångra")
    assert len(PEOPLE) > 100
