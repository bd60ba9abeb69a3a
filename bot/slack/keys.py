"""What one workspace is reached with."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, repr=False)
class SlackKeys:
    """Tokens and addresses; never shown, so there is no telling repr."""

    bot_token: str
    app_token: str | None = None
    signing_secret: str | None = None
    api_url: str = "https://slack.com/api/"
