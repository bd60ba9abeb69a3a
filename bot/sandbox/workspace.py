"""What a workspace is made of: values that the caller writes down, and that never change."""

from collections import Counter
from dataclasses import dataclass

EVENTS = frozenset(
    {
        *("app_home_opened", "app_mention", "link_shared"),
        *("message.im", "message.channels", "message.groups"),
    }
)
_MOST_DOMAINS = 5  # as the app manifest has it


@dataclass(frozen=True, slots=True)
class Bot:
    """The bot's identity, and what it has subscribed to and been granted.

    `events` are Slack's names of event subscriptions. `scopes` of None grants everything; else
    a method whose scope is not among them answers `missing_scope`. `unfurl_domains` are those
    whose links it hears of by `link_shared`, which needs the scope `links:read`.
    """

    user_id: str = "U0BOT"
    bot_id: str = "B0BOT"
    app_id: str = "A0BOT"
    name: str = "bot"
    real_name: str = ""
    events: frozenset[str] = EVENTS
    scopes: frozenset[str] | None = None
    unfurl_domains: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if len(self.unfurl_domains) > _MOST_DOMAINS:
            raise ValueError(f"An app has at most {_MOST_DOMAINS} unfurl domains.")


@dataclass(frozen=True, slots=True)
class User:
    """A person in the workspace; `locale` is IETF ("sv-SE"), `tz` a name of the tz database."""

    id: str
    name: str
    real_name: str = ""
    email: str = ""
    locale: str = "en-US"
    tz: str = "Europe/Stockholm"
    title: str = ""
    is_admin: bool = False

    @property
    def dm(self) -> str:
        """The channel id of this user's direct message with the bot."""
        return "D" + self.id[1:]


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel as it is at the start; the bot is in it when its user id is among the members."""

    id: str
    name: str
    topic: str = ""
    members: tuple[str, ...] = ()
    is_private: bool = False
    is_archived: bool = False


@dataclass(frozen=True, slots=True)
class SlashCommand:
    """A slash command that the app has registered.

    With `should_escape` the app gets mentions, links and entities, else the words as typed.
    """

    command: str
    description: str = ""
    usage_hint: str = ""
    should_escape: bool = False


@dataclass(frozen=True, slots=True)
class Workspace:
    """A whole workspace. Raises ValueError for ids that stand twice or name nobody."""

    team_id: str = "T0SANDBOX"
    team_name: str = "Sandbox"
    domain: str = "sandbox"
    bot: Bot = Bot()
    users: tuple[User, ...] = ()
    channels: tuple[Channel, ...] = ()
    commands: tuple[SlashCommand, ...] = ()

    def __post_init__(self) -> None:
        people = [user.id for user in self.users]
        _refuse_repeats("user id", [*people, self.bot.user_id])
        _refuse_repeats("channel id", [channel.id for channel in self.channels])
        _refuse_repeats("command", [command.command for command in self.commands])
        for channel in self.channels:
            strangers = set(channel.members) - {*people, self.bot.user_id}
            if strangers:
                raise ValueError(f"#{channel.name} has members that are no users: {strangers}")


def _refuse_repeats(what: str, values: list[str]) -> None:
    repeated = [value for value, times in Counter(values).items() if times > 1]
    if repeated:
        raise ValueError(f"The {what} {repeated[0]} stands twice in the workspace.")
