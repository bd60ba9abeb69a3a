"""What every listener needs: the front, the tenants' connectors and the ways a reply can leave."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial

import structlog

from bot.front import Front
from bot.patience import Patience
from bot.teams.activities import Json, Told
from bot.teams.connector import Connector, Spot
from bot.teams.errors import NotReached, NotThere, ShutOut, TeamsError, Unreachable
from bot.teams.files import Offered
from bot.teams.pacing import obeying
from bot.teams.places import Places
from bot.teams.posting import Arrived, opened_chat, post, post_privately
from bot.teams.profiles import entra_id, read_profile
from bot.teams.render import Message, form, messages
from bot.teams.requests import account
from handlers.cards import Bullets, Card, FieldErrors, Form, Options, Reply, Text
from handlers.request import Mention, Profile, Request
from handlers.texts import Span, Texts, language_of, texts_in

_LOG = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Edge:
    """`connectors` are by tenant; `texts` are for what is said before anything is known."""

    front: Front
    connectors: Mapping[str, Connector]
    places: Places
    offered: Offered
    patience: Patience
    texts: Texts

    def connector(self, told: Told) -> Connector:
        """The bot of the tenant that an activity is from, which was let in."""
        return self.connectors[told.tenant]

    async def answer(self, request: Request, told: Told) -> Reply:
        """The reply to a request; an unknown account is looked up, and where Teams won't tell, a
        word about that.
        """
        request = await self._with_mentioned(request, told)
        try:
            return await self.front.answer(request, partial(self._profile, told))
        except TeamsError:
            spoken = self.texts_for(told)
            apology = Text(spoken.rich("error.teams"))
            return Reply(Card(spoken.say("apology.title"), (apology,)))

    def texts_for(self, told: Told) -> Texts:
        """In the language that the person was answered in last, else what Teams tells."""
        spoken = self.front.spoken_by(account(told))
        return texts_in(language_of(spoken, told.locale, self.texts.language))

    def shown(self, reply: Reply, told: Told) -> tuple[Message, ...]:
        """A reply as messages: a form is filled in where it stands."""
        if isinstance(reply.body, Form):
            return (form(reply.body, self.texts_for(told)),)
        return messages(as_card(reply))

    async def post(self, shown: tuple[Message, ...], told: Told) -> None:
        """Post what is for one person, where they alone see it. Raises a TeamsError."""
        connector = self.connector(told)
        if not shown:
            return
        arrived = await post_privately(connector, told, shown, partial(self.own_chat, told))
        if arrived is not Arrived.HERE:
            await post(connector, told.spot, messages(self._pointing(arrived, told)))

    async def own_chat(self, told: Told) -> Spot | None:
        """The person's own chat with the bot, where it is known."""
        return told.spot if told.is_personal else await self.known_chat(told)

    async def known_chat(self, told: Told) -> Spot | None:
        """The same, where the bot may not be in the chat that the activity is from."""
        known = await self.places.own_chat(told)
        return None if known is None else Spot(known.service_url, known.conversation_id)

    async def deliver(self, shown: tuple[Message, ...], told: Told) -> None:
        """The same for an answer: where nobody can be answered, trying again would not help, and
        where it is in doubt whether the answer is out, it counts as out.
        """
        try:
            await self.post(shown, told)
        except (ShutOut, NotThere) as error:
            _LOG.warning("answer_refused", id=told.activity_id, error=str(error))
        except NotReached:
            raise
        except Unreachable as error:
            _LOG.warning("answer_in_doubt", id=told.activity_id, error=str(error))

    def _pointing(self, arrived: Arrived, told: Told) -> Card:
        """Where the answer is, or how to get it: a word that all may read."""
        spoken = self.texts_for(told)
        words = Text(spoken.rich(f"teams.{arrived}"))
        return Card(spoken.say("working.title"), (words,))

    async def _profile(self, told: Told, needed: bool) -> Profile:
        """What the tenant tells of the account; nothing, where it won't and there is no need."""
        try:
            return await self._looked_up(told)
        except TeamsError as error:
            _LOG.warning("profile_unknown", id=told.activity_id, error=str(error))
            if needed:
                raise
            return Profile(name="", email=None, locale=told.locale)

    async def _looked_up(self, told: Told) -> Profile:
        """The tenant has to mean the same person as the activity."""
        member = await self._member(told)
        if entra_id(member) != told.user_id:
            return Profile(name=told.name, email=None, locale=told.locale)
        return read_profile(member, told.tenant, told.locale)

    async def _member(self, told: Told) -> Json:
        """Asked for in the person's own chat, where the bot is not in the one that they are in."""
        connector = self.connector(told)
        if told.conversation_id:
            try:
                return await obeying(partial(connector.member, told.spot, told.account_id))
            except (ShutOut, NotThere):
                if told.is_personal:
                    raise
        spot = await self.known_chat(told) or await opened_chat(connector, told)
        return await obeying(partial(connector.member, spot, told.account_id))

    async def _with_mentioned(self, request: Request, told: Told) -> Request:
        """With who is mentioned by their ids in Entra, and what the tenant tells of them."""
        if not request.mentions:
            return request
        found = await asyncio.gather(*(self._mentioned(told, one) for one in request.mentions))
        said = request.text
        for before, after in zip(request.mentions, found, strict=True):
            said = said.replace(f"<@{before.user_id}>", f"<@{after.user_id}>")
        return replace(request, mentions=tuple(found), text=said)

    async def _mentioned(self, told: Told, mention: Mention) -> Mention:
        """Of one whom the tenant won't tell of, nothing but the name."""
        try:
            ask = partial(self.connector(told).member, told.spot, mention.user_id)
            member = await obeying(ask)
        except TeamsError as error:
            _LOG.warning("mention_unknown", id=told.activity_id, error=str(error))
            return mention
        user_id = entra_id(member)
        if not user_id:
            return mention
        return Mention(user_id, mention.name, read_profile(member, told.tenant, None))


def as_card(reply: Reply) -> Card:
    """A reply as a card, for where no form and no field is."""
    match reply.body:
        case Card():
            return reply.body
        case FieldErrors(errors):
            return Card("Kompis", (Bullets(tuple((Span(each),) for each in errors.values())),))
        case Options(found):
            return Card("Kompis", (Bullets(tuple((Span(each.label),) for each in found)),))
        case Form() as one:
            return Card(one.title, one.intro)
