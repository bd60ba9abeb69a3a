"""What every listener needs: the front, a client and the ways a reply can leave.

Replies that are cards go where the request came from; forms open as modals, which Slack allows
within three seconds of what somebody did.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import structlog
from slack_sdk.web.async_client import AsyncWebClient

from bot.front import Front
from bot.patience import Patience
from bot.slack.errors import SlackError, TriggerExpired, speaking_slack
from bot.slack.files import send_files
from bot.slack.profiles import profile_of
from bot.slack.render import home, messages, modal_card
from bot.slack.requests import home_request
from handlers.cards import (
    Attachment,
    Bullets,
    Button,
    Buttons,
    Card,
    ChoiceField,
    DateField,
    Field,
    FieldErrors,
    Form,
    Options,
    Part,
    Reply,
    Style,
    Text,
)
from handlers.request import Mention, Profile, Request
from handlers.texts import Span, Texts

Body = Mapping[str, Any]
_LOG = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Edge:
    """`texts` are for what is said before anything is known of the person."""

    front: Front
    client: AsyncWebClient
    patience: Patience
    texts: Texts

    async def answer(self, request: Request) -> Reply:
        """The reply to a request; an unknown account is looked up, and where Slack won't tell, a
        word about that.
        """
        request = await self._with_mentioned(request)
        try:
            return await self.front.answer(request, partial(self._profile, request))
        except SlackError:
            text = Text(self.texts.rich("error.slack"))
            return Reply(Card(self.texts.say("apology.title"), (text,)))

    async def _with_mentioned(self, request: Request) -> Request:
        """With what Slack tells of those who are mentioned; nothing of one whom it won't tell."""
        if not request.mentions:
            return request
        told = await asyncio.gather(*(self._mentioned(request, one) for one in request.mentions))
        return replace(request, mentions=tuple(told))

    async def _mentioned(self, request: Request, mention: Mention) -> Mention:
        try:
            profile = await profile_of(self.client, request.account.tenant, mention.user_id)
        except SlackError as error:
            _LOG.warning("mention_unknown", id=request.id, error=str(error))
            return mention
        return replace(mention, profile=profile)

    async def _profile(self, request: Request, needed: bool) -> Profile:
        """What Slack tells of the account; nothing, where it won't and there is no need."""
        account = request.account
        try:
            return await profile_of(self.client, account.tenant, account.user_id)
        except SlackError as error:
            _LOG.warning("profile_unknown", id=request.id, error=str(error))
            if needed:
                raise
            return Profile(name="", email=None, locale=None)

    async def open(self, trigger_id: str, view: Mapping[str, Any]) -> bool:
        """Open a modal; False when the person's moment for it has passed."""
        try:
            with speaking_slack():
                await self.client.views_open(trigger_id=trigger_id, view=dict(view))
        except TriggerExpired:
            return False
        return True

    async def tell(self, user_id: str, card: Card) -> None:
        """Say something as a direct message, where there is nothing left to show it in."""
        for message in messages(card):
            with speaking_slack():
                await self.client.chat_postMessage(
                    channel=user_id, text=message.text, blocks=message.blocks
                )

    async def publish_home(self, body: Body, user_id: str) -> None:
        """Draw somebody's App Home anew."""
        reply = await self.answer(home_request(body, user_id, self.front.now()))
        with speaking_slack():
            await self.client.views_publish(user_id=user_id, view=home(as_card(reply)))

    def send_along(self, reply: Reply, user_id: str, channel: str | None = None) -> None:
        """Send a reply's files behind the answer, into the direct message with the person.

        `channel` is that conversation where it is known.
        """
        if reply.files:
            self.patience.go_on(self._send_files(reply.files, user_id, channel))

    async def _send_files(
        self, files: tuple[Attachment, ...], user_id: str, channel: str | None
    ) -> None:
        try:
            await send_files(self.client, files, user_id, channel)
        except SlackError as error:
            _LOG.warning("files_refused", error=str(error))
            text = Text(self.texts.rich("error.files"))
            await self.tell(user_id, Card(self.texts.say("apology.title"), (text,)))

    def waiting(self) -> Card:
        """What is said when an answer takes its time."""
        spans = self.texts.rich("working")
        return Card(self.texts.say("working.title"), (Text(spans),))

    def waiting_view(self) -> dict[str, Any]:
        """The same as a modal."""
        return modal_card(self.waiting())


def as_card(reply: Reply) -> Card:
    """A reply as a card, for where nothing else can be shown.

    A form becomes what it begins with and a button that opens it, errors of fields a text.
    """
    match reply.body:
        case Card():
            return reply.body
        case Form() as form:
            opener = Button(form.title, form.opened_by, form.state, Style.PRIMARY)
            return Card(form.title, (*_beginning(form), Buttons((opener,))))
        case FieldErrors(errors):
            return Card("Kompis", (Bullets(tuple((Span(text),) for text in errors.values())),))
        case Options(found):
            return Card("Kompis", (Bullets(tuple((Span(option.label),) for option in found)),))


def _beginning(form: Form) -> tuple[Part, ...]:
    """What a form says first of all, and what stands in it already.

    That is its introduction, or what it asks, or else its title.
    """
    asked = form.fields[0].label if form.fields else ""
    first = form.intro or (Text((Span(asked if asked.endswith("?") else form.title),)),)
    filled = tuple(
        (Span(f"{field.label.rstrip('?')}: {value}"),)
        for field in form.fields
        if (value := _value(field))
    )
    return (*first, *([Bullets(filled)] if filled else []))


def _value(field: Field) -> str:
    """What is written or chosen in a field; a day is most often only proposed."""
    match field:
        case ChoiceField():
            return field.chosen.label if field.chosen else ""
        case DateField():
            return ""
        case _:
            return field.value
