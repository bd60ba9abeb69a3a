"""Messages to the bot: in a personal chat, or where somebody mentions it. Each is answered once.

Teams sends a message again when it gets no answer in time. Where it is in doubt whether an answer
is out nobody can look: it counts as out, since twice the same would be worse than once too few.
"""

from bot.teams.activities import Json, Told
from bot.teams.consent import offer_files
from bot.teams.edge import Edge
from bot.teams.mentions import mentions_bot
from bot.teams.requests import message_request


def is_for_bot(told: Told, activity: Json) -> bool:
    """Whether somebody wants an answer: they are alone with the bot, or have mentioned it."""
    return told.is_personal or mentions_bot(activity, told.bot_id)


async def answer_message(edge: Edge, told: Told, activity: Json) -> None:
    """Answer where the message stands: openly in a personal chat, else for the writer alone."""
    request = message_request(told, activity, edge.front.now())
    reply = await edge.answer(request, told)
    await edge.deliver(edge.shown(reply, told), told)
    await offer_files(edge, told, reply.files)
