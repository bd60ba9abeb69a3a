"""Who and what is in the workspace right now: people, channels, and who is in which."""

from dataclasses import dataclass, field

from bot.sandbox.workspace import Channel, SlashCommand, User, Workspace


@dataclass(slots=True)
class Place:
    """A conversation as it is now: a channel, or a direct message between a user and the bot."""

    id: str
    name: str
    topic: str = ""
    is_private: bool = False
    is_archived: bool = False
    partner: str | None = None
    members: list[str] = field(default_factory=list)

    @property
    def is_im(self) -> bool:
        """True for a direct message with the bot."""
        return self.partner is not None

    @property
    def kind(self) -> str:
        """Slack's `channel_type`: im, group (private) or channel."""
        if self.is_im:
            return "im"
        return "group" if self.is_private else "channel"


class Directory:
    """Looks things up by id; what is unknown is None."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.users: dict[str, User] = {user.id: user for user in workspace.users}
        self.commands: dict[str, SlashCommand] = {c.command: c for c in workspace.commands}
        self.places: dict[str, Place] = {c.id: _place(c) for c in workspace.channels}
        for user in workspace.users:
            pair = [user.id, workspace.bot.user_id]
            self.places[user.dm] = Place(user.dm, user.name, partner=user.id, members=pair)

    def user_by_email(self, email: str) -> User | None:
        """Whoever has the address, in whatever case."""
        wanted = email.strip().casefold()
        return next((u for u in self.users.values() if u.email.casefold() == wanted), None)

    def has_bot(self, place: Place) -> bool:
        """Whether the bot is in the conversation."""
        return self.workspace.bot.user_id in place.members

    def may_see(self, user: str, place: Place) -> bool:
        """Whether the user can look at the conversation at all."""
        return user in place.members or not (place.is_im or place.is_private)


def _place(channel: Channel) -> Place:
    return Place(
        id=channel.id,
        name=channel.name,
        topic=channel.topic,
        is_private=channel.is_private,
        is_archived=channel.is_archived,
        members=list(channel.members),
    )
