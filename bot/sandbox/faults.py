"""Faults on demand: what goes wrong next, and how often."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

HTTP_KINDS = frozenset({"429", "500", "drop", "lost_answer", "slow"})
ACK_KIND = "lost_ack"
EVERYTHING = "*"


@dataclass(frozen=True, slots=True)
class Fault:
    """`times` more times `kind` happens to `method`; `retry_after` and `seconds` in seconds."""

    method: str
    kind: str
    times: int = 1
    retry_after: int = 1
    seconds: float = 1.0

    def body(self) -> dict[str, Any]:
        """As the control API shows it."""
        return {
            "method": self.method,
            "kind": self.kind,
            "times": self.times,
            "retry_after": self.retry_after,
            "seconds": self.seconds,
        }


class FaultBox:
    """The faults that are still to come, in the order in which they were asked for."""

    def __init__(self, told: Callable[[Fault], None] = lambda _fault: None) -> None:
        """`told` is called with each fault as it happens."""
        self._faults: list[Fault] = []
        self._told = told

    def add(self, fault: Fault) -> None:
        """Puts a fault at the end."""
        self._faults.append(fault)

    def clear(self) -> None:
        """Nothing goes wrong any more."""
        self._faults.clear()

    def bodies(self) -> list[dict[str, Any]]:
        """What is still to come."""
        return [fault.body() for fault in self._faults]

    def take(self, method: str, kinds: frozenset[str] = HTTP_KINDS) -> Fault | None:
        """Uses up, once, the first fault of these kinds that concerns the method."""
        for index, fault in enumerate(self._faults):
            if fault.kind in kinds and fault.method in {method, EVERYTHING}:
                left = replace(fault, times=fault.times - 1)
                self._faults[index : index + 1] = [left] if left.times else []
                self._told(fault)
                return fault
        return None
