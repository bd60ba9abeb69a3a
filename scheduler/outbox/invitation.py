"""The question to a colleague who is said to have finished a resource too."""

from handlers.cards import Card
from handlers.together.card import invitation_card
from scheduler.outbox.composing import Occasion
from storage.invitations import colleagues, has_finished, open_invitation


def compose_invitation(occasion: Occasion) -> Card | None:
    """The question; nothing where it is taken back or answered, or the colleague has left."""
    if occasion.owed.subject_id is None:
        return None
    asked = open_invitation(occasion.session, occasion.owed.subject_id)
    if asked is None or asked.member_id != occasion.owed.member_id:
        return None
    if has_finished(occasion.session, asked.member_id, asked.resource_id):
        return None
    there = colleagues(occasion.session, (asked.member_id,), occasion.today)
    if not any(one.employed for one in there):
        return None
    return invitation_card(asked, occasion.texts)
