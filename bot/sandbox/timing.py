"""How long things last, in seconds. Tests make them small; the defaults are Slack's."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Timing:
    """Seconds throughout.

    `ack`, `retries` and `ticket` run on the machine's own clock, since they are about the bot's
    speed; `trigger` and `response_url` run on the clock that the sandbox was given, and do not grow
    old when the workspace's clock is moved.
    Source: docs.slack.dev, "Handling user interaction" and "The Events API".
    """

    ack: float = 3.0
    retries: tuple[float, ...] = (0.0, 60.0, 300.0)
    trigger: float = 3.0
    response_url: float = 1800.0
    ticket: float = 30.0
    keepalive: float = 15.0
    longest_wait: float = 30.0
