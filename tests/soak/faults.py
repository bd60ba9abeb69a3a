"""What goes wrong in a round, drawn by chance: after so many calls of the bot, this happens."""

from dataclasses import dataclass, field
from random import Random
from typing import Any

_POSTING = ("chat.postMessage", "response_url", "conversations.history", "conversations.open", "*")
_KINDS = ("lost_answer", "500", "429", "drop", "slow")
_WEIGHTS = (5, 2, 2, 2, 1)
_SLOW = (0.5, 3.5)  # seconds; the latter is longer than Slack waits for an acknowledgement
MOST = 12  # faults of calls in a round


@dataclass(frozen=True, slots=True)
class Planned:
    """A fault as the sandbox is asked for it, once the bot has made so many calls in the round."""

    after: int
    body: dict[str, Any] = field(hash=False)


def plan(random: Random, calls: int) -> list[Planned]:
    """The faults of a round in which the bot is expected to make so many calls, in their order."""
    faults = [_call(random) for _ in range(random.randint(3, MOST))]
    faults += [_lost_ack(random) for _ in range(random.randint(0, 2))]
    if random.random() < 0.25:
        faults.append({"kind": random.choice(("drop_sockets", "refresh_sockets"))})
    planned = [Planned(random.randrange(max(1, calls)), body) for body in faults]
    return sorted(planned, key=lambda one: one.after)


def _call(random: Random) -> dict[str, Any]:
    (kind,) = random.choices(_KINDS, _WEIGHTS)
    fault: dict[str, Any] = {"method": random.choice(_POSTING), "kind": kind}
    fault["times"] = random.choice((1, 1, 1, 2, 5))
    if kind == "429":
        fault["retry_after"] = random.choice((0, 1))
    if kind == "slow":
        fault["seconds"] = random.choice(_SLOW)
    return fault


def _lost_ack(random: Random) -> dict[str, Any]:
    method = random.choice(("events_api", "events_api", "slash_commands", "interactive"))
    return {"method": method, "kind": "lost_ack", "times": random.choice((1, 3))}
