"""What there is to start with: Slack's tokens, registrations on Teams, or both.

The settings name one of each at most; the database holds the registrations of more tenants.
"""

from collections.abc import Iterable

from bot.keys import Keys
from bot.readiness import CannotStartError
from bot.settings import Settings
from bot.slack.keys import SlackKeys
from bot.teams.keys import TeamsKeys
from storage.database import open_database
from storage.keys import guid_key
from storage.migrate import USABLE, schema_state
from storage.registrations import StoredRegistration, stored_registrations


def keys_of(settings: Settings, stored: Iterable[StoredRegistration] = ()) -> Keys:
    """The platforms that there are keys for. Raises CannotStartError for what is missing or odd.

    Of a tenant that the settings name too, the settings' registration counts.
    """
    named = teams_keys(settings)
    teams = {} if named is None else {named.tenant: named}
    others = [each for each in stored if each.tenant not in teams]
    if others:
        from bot.teams.registrations import registrations

        for tenant, one in registrations(others, settings.secrets_key).items():
            teams[tenant] = TeamsKeys(one.client_id, one.client_secret, tenant)
    if not teams:
        return Keys(slack_keys(settings))
    return Keys(slack_keys(settings) if _names_slack(settings) else None, tuple(teams.values()))


def stored_in(address: str) -> tuple[StoredRegistration, ...]:
    """The registrations in a database; none in one that cannot be used: starting tells of that."""
    database = open_database(address)
    try:
        if schema_state(database) not in USABLE:
            return ()
        with database.reading() as session:
            return stored_registrations(session)
    finally:
        database.close()


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
        if guid_key(named[name]) is None:
            raise CannotStartError("start.odd_teams_id", name=name)
    if guid_key(secret_value) is not None:
        raise CannotStartError("start.odd_teams_secret")
    return TeamsKeys(client, secret_value, tenant)


def _names_slack(settings: Settings) -> bool:
    tokens = (settings.slack_bot_token, settings.slack_app_token, settings.slack_signing_secret)
    return any(each and each.get_secret_value() for each in tokens)
