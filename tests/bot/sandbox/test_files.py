"""Files: uploaded as the real client does it, shared in a conversation, and downloaded."""

from typing import Any

import pytest

from bot.sandbox.guard import LARGEST_BODY
from tests.bot.sandbox.conftest import Serve, Stage, with_bot

PICTURE = b"\x89PNG\r\n\x1a\n not really"


async def expected(stage: Stage, length: int = 3, **more: Any) -> dict[str, Any]:
    """An upload address for a file of so many bytes."""
    answer = await stage.bot.files_getUploadURLExternal(filename="a.txt", length=length, **more)
    return dict(answer.data)  # type: ignore[arg-type]


async def uploaded(stage: Stage, content: bytes = b"abc") -> str:
    """A file that is uploaded and not completed: its id."""
    given = await expected(stage, len(content))
    answer = await stage.http.post(given["upload_url"], content=content)
    assert (answer.status_code, answer.text) == (200, f"OK - {len(content)}")
    return str(given["file_id"])


async def test_a_file_is_shared_with_a_comment_and_downloaded(stage: Stage) -> None:
    await stage.bot.files_upload_v2(
        channel="D0ANNA",
        file_uploads=[
            {"filename": "läsår/1.png", "content": PICTURE, "alt_txt": "Två staplar"},
            {"filename": "svar.json", "content": b"{}", "title": "Svar"},
        ],
        initial_comment="Här är de.",
    )
    [message] = await stage.seen("D0ANNA", "U0ANNA")
    assert (message["text"], message["subtype"]) == ("Här är de.", "file_share")
    assert (message["user"], message["bot_id"]) == ("U0BOT", "B0BOT")
    picture, answer = message["files"]
    assert (picture["mimetype"], picture["filetype"], picture["size"]) == (
        "image/png",
        "png",
        len(PICTURE),
    )
    assert (picture["alt_txt"], picture["title"]) == ("Två staplar", "läsår/1.png")
    assert "alt_txt" not in answer
    assert answer["title"] == "Svar"

    got = await stage.http.get(picture["url_private"])
    assert got.content == PICTURE
    assert got.headers["content-disposition"].startswith("attachment;")
    assert got.headers["x-content-type-options"] == "nosniff"


async def test_a_file_in_a_thread(stage: Stage) -> None:
    root = (await stage.bot.chat_postMessage(channel="C0GENERAL", text="root"))["ts"]
    await stage.bot.files_upload_v2(
        channel="C0GENERAL", thread_ts=root, filename="a.bin", content=b"x"
    )
    [_, shared] = await stage.seen("C0GENERAL")
    assert (shared["thread_ts"], shared["files"][0]["mimetype"]) == (
        root,
        "application/octet-stream",
    )


async def test_without_a_channel_a_file_is_completed_and_shown_nowhere(stage: Stage) -> None:
    file_id = await uploaded(stage)
    done = await stage.bot.files_completeUploadExternal(files=[{"id": file_id}])
    assert done["files"] == [{"id": file_id, "title": "a.txt"}]
    assert not await stage.seen("D0ANNA", "U0ANNA")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ({"length": 3}, "invalid_arguments"),
        ({"filename": "a.txt"}, "invalid_arguments"),
        ({"filename": "a.txt", "length": 0}, "invalid_arguments"),
        ({"filename": "a.txt", "length": "many"}, "invalid_arguments"),
        ({"filename": "a.txt", "length": LARGEST_BODY + 1}, "invalid_arguments"),
        ({"filename": "a.png", "length": 3, "alt_txt": "x" * 1_001}, "alt_txt_too_large"),
    ],
)
async def test_an_upload_address_that_is_refused(
    stage: Stage, arguments: dict[str, Any], code: str
) -> None:
    assert (await stage.refused("files.getUploadURLExternal", **arguments))["error"] == code


@pytest.mark.parametrize("files", [None, "", "[", "{}", [], ["F1"], [{}], [{"id": 1}]])
async def test_files_that_are_not_named(stage: Stage, files: Any) -> None:
    answer = await stage.refused("files.completeUploadExternal", files=files)
    assert answer["error"] == "invalid_arguments"


async def test_a_title_that_is_no_text(stage: Stage) -> None:
    files = [{"id": await uploaded(stage), "title": 1}]
    answer = await stage.refused("files.completeUploadExternal", files=files)
    assert answer["error"] == "invalid_arguments"


@pytest.mark.parametrize(
    ("channel", "code"),
    [
        ("U0ANNA", "invalid_arguments"),  # a person is no channel here, as in Slack
        ("#general", "invalid_arguments"),
        ("C9", "channel_not_found"),
        ("C0LONELY", "not_in_channel"),
        ("C0OLD", "is_archived"),
        ("G0SECRET", "channel_not_found"),
    ],
)
async def test_a_channel_that_cannot_take_it(stage: Stage, channel: str, code: str) -> None:
    file_id = await uploaded(stage)
    files = [{"id": file_id}]
    answer = await stage.refused("files.completeUploadExternal", files=files, channel_id=channel)
    assert answer["error"] == code
    await stage.bot.files_completeUploadExternal(files=[{"id": file_id}], channel_id="D0ANNA")


async def test_only_what_was_uploaded_is_completed_and_only_once(stage: Stage) -> None:
    waiting = (await expected(stage))["file_id"]
    done = await uploaded(stage)
    await stage.bot.files_completeUploadExternal(files=[{"id": done}])
    for file_id in (waiting, done, "F0NOWHERE"):
        answer = await stage.refused("files.completeUploadExternal", files=[{"id": file_id}])
        assert answer["error"] == "file_not_found"


async def test_an_upload_is_taken_once_and_of_the_length_that_was_said(stage: Stage) -> None:
    address = (await expected(stage, 3))["upload_url"]
    statuses = [
        (await stage.http.post(address, content=content)).status_code
        for content in (b"four", b"abc", b"abc")
    ]
    assert statuses == [404, 200, 404]
    elsewhere = await stage.http.post("/upload/v1/nowhere", content=b"abc")
    assert elsewhere.status_code == 404


async def test_what_is_not_shared_cannot_be_downloaded(stage: Stage) -> None:
    for file_id in (await uploaded(stage), "F0NOWHERE"):
        assert (await stage.http.get(f"/files/{file_id}/a.txt")).status_code == 404


async def test_files_need_a_scope_and_can_fail(serve: Serve, stage: Stage) -> None:
    async with serve(with_bot(scopes=frozenset({"chat:write"}))) as narrow:
        for method in ("files.getUploadURLExternal", "files.completeUploadExternal"):
            assert (await narrow.refused(method))["needed"] == "files:write"
    await stage.act("faults", method="upload", kind="500")
    address = (await expected(stage))["upload_url"]
    assert (await stage.http.post(address, content=b"abc")).status_code == 500
