"""The notice that somebody joined a library by themselves and waits to be confirmed."""

from handlers.cards import Card
from handlers.joined import joined_card, period_of
from scheduler.outbox.composing import Occasion
from storage.joining import waiting


def compose_joined(occasion: Occasion) -> Card | None:
    """Who waits; nothing where they are confirmed already, or have gone on to another library."""
    if occasion.owed.subject_id is None:
        return None
    one = waiting(occasion.session, occasion.owed.subject_id, occasion.today)
    if one is None or period_of(one) != occasion.owed.period:
        return None
    return joined_card(one, occasion.texts)
