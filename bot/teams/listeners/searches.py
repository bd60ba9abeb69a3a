"""What somebody has typed so far into a searching menu of a form.

Source: https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/dynamic-search
"""

from bot.teams.activities import Json, Told
from bot.teams.edge import Edge
from bot.teams.render import options
from bot.teams.requests import search_request
from handlers.cards import Options


async def answer_search(edge: Edge, told: Told, sent: Json) -> Json:
    """What was found; somebody who may not search finds nothing."""
    reply = await edge.answer(search_request(told, sent, edge.front.now()), told)
    found = reply.body if isinstance(reply.body, Options) else Options(())
    return {"statusCode": 200, **options(found)}
