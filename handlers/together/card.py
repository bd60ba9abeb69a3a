"""The question that a colleague gets: did you finish it together?"""

from handlers.cards import Button, Buttons, Card, Style, Text, Tone
from handlers.carried import carry_pair
from handlers.texts import Texts
from storage.invitations import OpenInvitation


def invitation_card(asked: OpenInvitation, texts: Texts) -> Card:
    """Who says so, what and which day, with yes, no and another day."""
    pair = carry_pair(asked.resource_id, asked.on)
    question = texts.rich("together.question", name=asked.inviter, title=asked.title, day=asked.on)
    later = () if asked.approved else (Text(texts.rich("training.counts_later"), Tone.SUBTLE),)
    return Card(
        texts.say("together.title"),
        (
            Text(question),
            *later,
            Buttons(
                (
                    Button(texts.say("together.yes"), "training.record", pair, Style.PRIMARY),
                    Button(texts.say("together.no"), "together.no", pair),
                    Button(
                        texts.say("day.other"),
                        "training.form",
                        f"{asked.resource_id}|{asked.on.isoformat()}",
                    ),
                )
            ),
            Text(texts.rich("together.nothing_yet"), Tone.SUBTLE),
        ),
    )
