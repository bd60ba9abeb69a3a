"""What the settings name to start with: Slack's tokens, a registration on Teams, or both."""

import re

from bot.keys import Keys
from bot.readiness import CannotStartError
from bot.settings import Settings
from bot.slack.keys import SlackKeys
from bot.teams.keys import TeamsKeys

_GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def keys_of(settings: Settings) -> Keys:
    """The platforms that the settings name. Raises CannotStartError for what is missing or odd."""
    teams = teams_keys(settings)
    if teams is None:
        return Keys(slack_keys(settings))
    return Keys(slack_keys(settings) if _names_slack(settings) else None, (teams,))


def slack_keys(settings: Settings) -> SlackKeys:
    """The tokens to start with. Raises CannotStartError, naming the setting that is missing."""
    bot, app, secret = (
        value.get_secret_value() if value else None
        for value in (
            settings.slack_bot_token,
            settings.slack_app_token,
            settings.slack_signing_secret,
        )
    )
    if not bot:
        raise CannotStartError("start.no_bot_token")
    if not bot.startswith("xoxb-"):
        raise CannotStartError("start.odd_bot_token")
    if not app and not secret:
        raise CannotStartError("start.no_app_token")
    if app and not app.startswith("xapp-"):
        raise CannotStartError("start.odd_app_token")
    return SlackKeys(bot, app, secret, settings.slack_api_url)


def teams_keys(settings: Settings) -> TeamsKeys | None:
    """The registration on Teams; None where no setting names one.

    Raises CannotStartError, naming the setting that is missing or cannot be right.
    """
    secret = settings.teams_client_secret
    named = {
        "TEAMS_CLIENT_ID": (settings.teams_client_id or "").strip().lower(),
        "TEAMS_CLIENT_SECRET": secret.get_secret_value() if secret else "",
        "TEAMS_TENANT_ID": (settings.teams_tenant_id or "").strip().lower(),
    }
    if not any(named.values()):
        return None
    for name, value in named.items():
        if not value:
            raise CannotStartError("start.no_teams_setting", name=name)
    client, secret_value, tenant = named.values()
    for name in ("TEAMS_CLIENT_ID", "TEAMS_TENANT_ID"):
        if not _GUID.fullmatch(named[name]):
            raise CannotStartError("start.odd_teams_id", name=name)
    if _GUID.fullmatch(secret_value.lower()):
        raise CannotStartError("start.odd_teams_secret")
    return TeamsKeys(client, secret_value, tenant)


def _names_slack(settings: Settings) -> bool:
    tokens = (settings.slack_bot_token, settings.slack_app_token, settings.slack_signing_secret)
    return any(each and each.get_secret_value() for each in tokens)
