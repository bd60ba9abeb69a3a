"""What one tenant is reached with, and where Microsoft's services are."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cloud:
    """Microsoft's addresses that a bot needs; others are for tests.

    `login` gives the bot its tokens, for `scope`. The tokens that Teams sends are made out by
    `issuer`, and signed with the keys that stand beside `metadata`. Teams is spoken to at
    `service` until a tenant has told its own address.
    """

    login: str = "https://login.microsoftonline.com"
    metadata: str = "https://login.botframework.com/v1/.well-known/openidconfiguration"
    issuer: str = "https://api.botframework.com"
    scope: str = "https://api.botframework.com/.default"
    service: str = "https://smba.trafficmanager.net/teams/"


PUBLIC = Cloud()


@dataclass(frozen=True, slots=True, repr=False)
class TeamsKeys:
    """A bot's registration in one tenant; never shown, so there is no telling repr."""

    client_id: str
    client_secret: str
    tenant: str
