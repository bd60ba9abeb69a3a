"""Answering over a response URL, which Slack gives with every command and button.

It works where the bot is no member, five times in half an hour.
"""

from collections.abc import Sequence
from functools import partial
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.slack.errors import check_response, speaking_slack
from bot.slack.pacing import obeying
from bot.slack.render import Message


async def respond(
    client: AsyncWebClient,
    response_url: str,
    messages: Sequence[Message],
    *,
    replace: bool = False,
    in_channel: bool = False,
    thread_ts: str | None = None,
) -> None:
    """Send messages over the client's session; the first in place of the original if asked to.

    Raises a SlackError when Slack does not take one.
    """
    webhook = AsyncWebhookClient(
        response_url, session=client.session, retry_handlers=[], logger=client.logger
    )
    for position, message in enumerate(messages):
        body: dict[str, Any] = {
            "text": message.text,
            "blocks": message.blocks,
            "replace_original": replace and position == 0,
            "response_type": "in_channel" if in_channel else "ephemeral",
        }
        if thread_ts is not None:
            body["thread_ts"] = thread_ts
        await obeying(partial(_send, webhook, body))


async def _send(webhook: AsyncWebhookClient, body: dict[str, Any]) -> None:
    with speaking_slack():
        response = await webhook.send_dict(body)
    check_response(response)
