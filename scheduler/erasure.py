"""The notice about a request to be erased, as a delivery."""

from handlers.cards import Card
from handlers.mydata.notices import compose_erasure
from scheduler.outbox.composing import Occasion


def compose_erasure_news(occasion: Occasion) -> Card | None:
    """What there is to tell the member that it is owed to; None where that has passed."""
    owed = occasion.owed
    if owed.subject_id is None or owed.member_id is None:
        return None
    return compose_erasure(
        occasion.session,
        occasion.texts,
        occasion.region.region_id,
        occasion.region.zone,
        request_id=owed.subject_id,
        to_member=owed.member_id,
        today=occasion.today,
    )
