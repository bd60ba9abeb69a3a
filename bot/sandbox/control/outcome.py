"""What came of something that a user did, as the control API tells it."""

from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.delivery.transport import Ack

OPERATION_TIMEOUT = "operation_timeout"
DISPATCH_FAILED = "dispatch_failed"


@dataclass(frozen=True, slots=True)
class Outcome:
    """The ack, or what the user was told instead; `problems` name what Slack would refuse."""

    ack: Any = None
    failed: str | None = None
    problems: tuple[str, ...] = ()
    more: dict[str, Any] = field(default_factory=dict)

    def body(self) -> dict[str, Any]:
        """The answer's JSON."""
        answer: dict[str, Any] = {
            "ok": True,
            "ack": self.ack,
            "timed_out": self.failed == OPERATION_TIMEOUT,
            "failed": self.failed,
        }
        return answer | ({"problems": list(self.problems)} if self.problems else {}) | self.more


NOTHING = Outcome()


def outcome(ack: Ack, **more: Any) -> Outcome:
    """From an ack, with Slack's words for what can fail."""
    failed = None
    if ack.failure:
        failed = OPERATION_TIMEOUT if ack.failure == "timeout" else DISPATCH_FAILED
    return Outcome(ack=ack.payload or None, failed=failed, more=more)
