"""Offering files to a person in their own chat, and uploading those that they say yes to.

Source: https://learn.microsoft.com/microsoftteams/platform/bots/how-to/bots-filesv4
"""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any
from urllib.parse import urlsplit

import structlog

from bot.teams.activities import Json, Told, part, text
from bot.teams.address import is_page
from bot.teams.connector import Spot
from bot.teams.edge import Edge
from bot.teams.errors import TeamsError
from bot.teams.pacing import obeying
from bot.teams.render import Message, messages
from handlers.cards import Attachment, Card, Text

_CONSENT = "application/vnd.microsoft.teams.card.file.consent"
_INFO = "application/vnd.microsoft.teams.card.file.info"
_LOG = structlog.get_logger()


async def offer_files(edge: Edge, told: Told, files: Sequence[Attachment]) -> None:
    """Ask in the person's own chat whether they want each file; a word where that can't be done."""
    if not files:
        return
    connector, spot = edge.connector(told), await edge.own_chat(told)
    try:
        if spot is None:
            opened = await obeying(
                partial(
                    connector.open_personal,
                    told.service_url,
                    told.tenant,
                    told.bot_id,
                    told.account_id,
                )
            )
            spot = Spot(told.service_url, opened)
        for file in files:
            await obeying(partial(connector.post, spot, _consent(edge, told, file)))
    except TeamsError as error:
        _LOG.warning("files_refused", id=told.activity_id, error=str(error))
        await edge.deliver(_words(edge, told, "error.files"), told)


async def answer_consent(edge: Edge, told: Told, sent: Json) -> None:
    """Upload a file whose person has said yes; the question goes, whatever they said."""
    said = part(sent, "value")
    word = text(part(said, "context"), "file")
    file = edge.offered.take(told.user_id, word, edge.front.now())
    await _take_back(edge, told)
    if text(said, "action") != "accept":
        return
    if file is None:
        await edge.deliver(_words(edge, told, "teams.file_gone"), told)
        return
    upload = part(said, "uploadInfo")
    try:
        await _upload(edge, told, upload, file)
        await obeying(partial(edge.connector(told).post, told.spot, _info(upload, file)))
    except TeamsError as error:
        _LOG.warning("file_refused", id=told.activity_id, error=str(error))
        await edge.deliver(_words(edge, told, "error.files"), told)


async def _upload(edge: Edge, told: Told, upload: Json, file: Attachment) -> None:
    """Only to an address on the web that has a name, or to the service itself.

    The address has been through the person's own client: it must not lead to what stands beside us.
    """
    address = text(upload, "uploadUrl")
    if not (is_page(address) or _site(address) == _site(told.service_url)):
        raise TeamsError("odd_upload_address")
    await edge.connector(told).upload(address, file.content)


def _site(address: str) -> tuple[str, str]:
    try:
        parts = urlsplit(address)
    except ValueError:  # an IPv6 host that is none
        return "", ""
    return parts.scheme, parts.netloc


async def _take_back(edge: Edge, told: Told) -> None:
    if not told.reply_to:
        return
    try:
        await edge.connector(told).delete(told.spot, told.reply_to)
    except TeamsError as error:
        _LOG.info("question_not_taken_back", id=told.activity_id, error=str(error))


def _consent(edge: Edge, told: Told, file: Attachment) -> Mapping[str, Any]:
    word = {"file": edge.offered.keep(told.user_id, file, edge.front.now())}
    asked = {
        "description": file.alt or file.name,
        "sizeInBytes": len(file.content),
        "acceptContext": word,
        "declineContext": word,
    }
    return _attached({"contentType": _CONSENT, "name": file.name, "content": asked})


def _info(upload: Json, file: Attachment) -> Mapping[str, Any]:
    told = {name: text(upload, name) for name in ("uniqueId", "fileType")}
    return _attached(
        {
            "contentType": _INFO,
            "contentUrl": text(upload, "contentUrl"),
            "name": text(upload, "name") or file.name,
            "content": told,
        }
    )


def _attached(attachment: Mapping[str, Any]) -> Mapping[str, Any]:
    return {"type": "message", "attachments": [attachment]}


def _words(edge: Edge, told: Told, key: str) -> tuple[Message, ...]:
    texts = edge.texts_for(told)
    return messages(Card(texts.say("apology.title"), (Text(texts.rich(key)),)))
