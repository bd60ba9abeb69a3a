"""From an activity that was let in to whoever listens to its kind, and the answer to Teams.

Messages are answered once, however often they come. What failed is not acknowledged, so that
Teams tells it to the person or sends it again.
"""

from collections.abc import Awaitable, Callable
from functools import partial
from hashlib import sha256
from typing import Any

import structlog

from bot.once import ElsewhereError, Once
from bot.teams.activities import (
    Json,
    Told,
    part,
    text,
    told_by,
    told_from_anywhere,
)
from bot.teams.consent import answer_consent
from bot.teams.edge import Edge
from bot.teams.errors import TeamsError
from bot.teams.listeners.dialogs import answer_fetch, answer_submit_action
from bot.teams.listeners.messages import answer_message, is_for_bot
from bot.teams.listeners.places import on_conversation, on_installation
from bot.teams.listeners.presses import answer_invoke, answer_submit
from bot.teams.listeners.searches import answer_search
from handlers.faults import kinds_and_places
from storage.away import is_away

_OK, _FAILED, _NOBODY_LISTENS, _ELSEWHERE = 200, 500, 501, 503
_LOG = structlog.get_logger()
Answer = tuple[int, Json | None]  # the status of HTTP, and what stands in the response
Listener = Callable[[Edge, Told, Json], Awaitable[Any]]
EventListener = Callable[[Edge, Told, Json], Awaitable[None]]
_INVOKES: dict[str, Listener] = {
    "adaptiveCard/action": answer_invoke,
    "fileConsent/invoke": answer_consent,
}
_ANYWHERE: dict[str, Listener] = {  # from a chat that the bot need not be in
    "application/search": answer_search,
    "composeExtension/fetchTask": answer_fetch,
    "composeExtension/submitAction": answer_submit_action,
}
_EVENTS: dict[str, EventListener] = {
    "installationUpdate": on_installation,
    "conversationUpdate": on_conversation,
}


class Hearing:
    """One process's: what is in hand here is remembered."""

    def __init__(self, edge: Edge) -> None:
        self._edge = edge
        self._once = Once(edge.front, edge.patience)

    async def hear(self, sent: Json) -> Answer:
        """Answer an activity."""
        kind = text(sent, "type")
        name = text(sent, "name") if kind == "invoke" else ""
        told = (told_from_anywhere if name in _ANYWHERE else told_by)(sent)
        if told is None:
            return _OK, None  # about nothing that can be answered
        try:
            return await self._heard(kind, name, told, sent)
        except ElsewhereError:
            _LOG.info("answered_elsewhere", kind=kind, id=told.activity_id)
            return _ELSEWHERE, None
        except Exception as fault:  # noqa: BLE001 (told, and logged without what it says)
            faults = list(kinds_and_places(fault))
            _LOG.error("listener_failed", kind=kind, id=told.activity_id, faults=faults)
            return _FAILED, None

    async def _heard(self, kind: str, name: str, told: Told, sent: Json) -> Answer:
        if kind in _EVENTS:
            await self._once_or_now(told, partial(_EVENTS[kind], self._edge, told, sent))
            return _OK, None
        if not told.is_by_somebody:
            return _OK, None  # another bot's, or nobody's whom the tenant knows
        if name in _ANYWHERE:
            return _OK, await _ANYWHERE[name](self._edge, told, sent)
        if kind == "invoke":
            listener = _INVOKES.get(name)
            if listener is None:  # perhaps from a chat that the bot is not in: it is not kept
                return _NOBODY_LISTENS, None
            self._edge.places.soon(told.reference, self._edge.patience)
            return _OK, await listener(self._edge, told, sent)
        if kind == "message":
            self._edge.places.soon(told.reference, self._edge.patience)
            await self._message(told, sent)
        return _OK, None

    async def _message(self, told: Told, sent: Json) -> None:
        """A message in words, or a button of the plain kind."""
        if text(part(sent, "value"), "action"):
            answer = partial(answer_submit, self._edge, told, sent)
        elif is_for_bot(told, sent):
            answer = partial(answer_message, self._edge, told, sent)
        else:
            return
        await self._edge.patience.inline(
            self._once_or_now(told, answer),
            meanwhile=partial(self._typing, told),
            afterwards=_nothing_more,
        )

    async def _once_or_now(self, told: Told, answer: Callable[[], Awaitable[None]]) -> None:
        """Once, as far as it can be told apart; while the database is away, that is answered."""
        if not told.activity_id:
            await answer()
            return
        try:
            await self._once.do(event_id(told), answer)
        except Exception as error:
            if not is_away(error):
                raise
            await answer()

    async def _typing(self, told: Told) -> None:
        """Show that an answer is on its way, where nobody else is disturbed by it."""
        if not told.is_personal:
            return
        try:
            await self._edge.connector(told).post(told.spot, {"type": "typing"})
        except TeamsError as error:
            _LOG.info("not_typing", id=told.activity_id, error=str(error))


async def _nothing_more(_: None) -> None:
    """The answer itself is out by then."""


def event_id(told: Told) -> str:
    """The name of an event in the database, where a replica's claim on it stands.

    Activities are numbered within their conversation, and Teams' ids are too long for a key.
    """
    words = "\n".join((told.tenant, told.conversation_id, told.activity_id))
    return f"teams:{sha256(words.encode(errors='replace')).hexdigest()}"
