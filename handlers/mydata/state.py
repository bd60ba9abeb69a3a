"""How far a request to be erased has come, in words."""

from handlers.cards import Text
from handlers.services import Services
from storage.personal.requests import Asked, RequestState


def state_text(asked: Asked, services: Services) -> Text:
    """For the person: open, refused, or granted and when everything is erased."""
    zone = services.region.zone
    if asked.state is RequestState.GRANTED and asked.erased_at is not None:
        day = asked.erased_at.astimezone(zone).date()
        return services.text("mydata.state_granted", day=day)
    moment = asked.decided_at or asked.asked_at
    return services.text(f"mydata.state_{asked.state}", day=moment.astimezone(zone).date())
