"""Sending files: exports and pictures, into the direct message with whoever asked for them.

Slack shares a file by the conversation's id, never by the person's. Where the conversation is not
known, the note that a file comes tells it: that needs no scope to open conversations.
Source: https://docs.slack.dev/messaging/working-with-files.
"""

from collections.abc import Sequence

from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.errors import speaking_slack
from bot.slack.render.escaping import escape
from handlers.cards import Attachment

LONGEST_ALT = 1_000  # characters


async def send_files(
    client: AsyncWebClient, files: Sequence[Attachment], user_id: str, channel: str | None = None
) -> None:
    """Share files as one message.

    Nothing is sent again by itself: what is in doubt is told, and can be asked for anew. Raises a
    SlackError when the workspace takes none.
    """
    with speaking_slack():
        await client.files_upload_v2(
            channel=channel or await _announced(client, files, user_id),
            file_uploads=[
                {
                    "filename": file.name,
                    "content": file.content,
                    "title": file.name,
                    "alt_txt": file.alt[:LONGEST_ALT] or None,
                }
                for file in files
            ],
        )


async def _announced(client: AsyncWebClient, files: Sequence[Attachment], user_id: str) -> str:
    """Say which files come; the id of the conversation that it was said in."""
    names = ", ".join(file.name for file in files)
    posted = await client.chat_postMessage(channel=user_id, text=f"📎 {escape(names)}")
    return str(posted["channel"])
