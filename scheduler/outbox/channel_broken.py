"""The notice that a channel lets nothing in any more, to whoever can mend it."""

from handlers.cards import Button, Buttons, Card, Heading, Style, Text
from scheduler.outbox.composing import Occasion
from storage.deliveries import broken_channel

_ADVICE = {  # by what the platform said
    "is_archived": "archived",
    "channel_is_archived": "archived",
    "not_in_channel": "not_a_member",
    "team_archived": "archived",
    "bot_removed": "removed",
    "BotNotInConversationRoster": "removed",
    "BotDisabledByAdmin": "closed_by_admin",
    "ConversationNotFound": "deleted",
    "channel_deleted": "deleted",
    "team_deleted": "deleted",
}


def compose_channel_broken(occasion: Occasion) -> Card | None:
    """What has happened and what to do; nothing where the channel is mended already."""
    if occasion.owed.subject_id is None:
        return None
    channel = broken_channel(occasion.session, occasion.owed.subject_id)
    if channel is None:
        return None
    texts = occasion.texts
    title = texts.say("channel_broken.title")
    whose = channel.library or channel.region
    advice = _ADVICE.get(channel.code, "other")
    again = Button(
        texts.say("channel_broken.mend"), "channels.mend", str(channel.row_id), Style.PRIMARY
    )
    return Card(
        title,
        (
            Heading(title),
            Text(texts.rich("channel_broken.what", whose=whose)),
            Text(texts.rich(f"channel_broken.{advice}")),
            Buttons((again,)),
        ),
    )
