"""A small page on which the demo's clock is moved, since Microsoft's client has none."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from html import escape
from zoneinfo import ZoneInfo

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from bot.demo.journey import Journey, stops
from bot.sandbox import MovableClock
from handlers.texts import Texts

_NINE = time(9)
_WEEK = timedelta(days=7)
_PAGE = """<!doctype html>
<html lang="{language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
  body {{ font: 1.1rem/1.5 system-ui, sans-serif; max-width: 34rem; margin: 3rem auto;
         padding: 0 1rem; }}
  button {{ font: inherit; padding: .5rem 1rem; }}
</style>
<h1>{title}</h1>
<p><time>{now}</time></p>
<form method="post" action="/clock"><button>{button}</button></form>
<p>{hint}</p>
</html>
"""


def next_monday(now: datetime, zone: ZoneInfo) -> datetime:
    """The first Monday at nine that is yet to come."""
    local = now.astimezone(zone)
    monday = local.date() - timedelta(days=local.weekday())
    found = datetime.combine(monday, _NINE, zone)
    return found if found > now else datetime.combine(monday + _WEEK, _NINE, zone)


@dataclass(frozen=True, slots=True)
class Moving:
    """Moves the clock, stop by stop, and tells on a page what time it is."""

    clock: MovableClock
    journey: Journey
    zone: ZoneInfo
    texts: Texts
    _one_at_a_time: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def to_monday(self) -> None:
        """Let it become next Monday, nine o'clock, and what falls due until then be done."""
        async with self._one_at_a_time:
            goal = next_monday(self.clock(), self.zone)
            await self.journey.settle()
            for stop in (*stops(self.zone, self.clock(), goal), goal):
                self.clock.move(stop)
                await self.journey.settle()

    def routes(self) -> Sequence[BaseRoute]:
        """The page and its one button."""
        return (Route("/", self._show), Route("/clock", self._move, methods=["POST"]))

    async def _show(self, _: Request) -> Response:
        say = self.texts.say
        words = {
            "language": self.texts.language,
            "title": say("demo.teams.clock"),
            "now": self.texts.moment(self.clock(), self.zone),
            "button": say("demo.teams.clock.monday"),
            "hint": say("demo.teams.clock.hint"),
        }
        return HTMLResponse(_PAGE.format(**{name: escape(word) for name, word in words.items()}))

    async def _move(self, _: Request) -> Response:
        await self.to_monday()
        return RedirectResponse("/", 303)
