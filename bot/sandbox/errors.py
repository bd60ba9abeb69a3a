"""Every error of the sandbox."""

from collections.abc import Mapping
from typing import Any


class SandboxError(Exception):
    """Something is wrong with how the sandbox is used; the text says what to do."""


class PortTakenError(SandboxError):
    """Another program listens on the port already."""

    def __init__(self, host: str, port: int) -> None:
        super().__init__(f"Port {port} on {host} is taken. Stop what uses it, or choose another.")
        self.host, self.port = host, port


class NotLoopbackError(SandboxError):
    """The sandbox has no passwords, so it may only be reached from this machine."""

    def __init__(self, host: str) -> None:
        super().__init__(
            f"The sandbox has no passwords, so it serves this machine only: "
            f"127.0.0.1, ::1 or localhost, not {host}."
        )
        self.host = host


class ApiError(SandboxError):
    """A Web API method refuses; `code` is Slack's error code, `messages` name each fault."""

    def __init__(self, code: str, messages: tuple[str, ...] = (), **more: Any) -> None:
        super().__init__(code)
        self.code, self.messages, self.more = code, messages, more

    def body(self) -> dict[str, Any]:
        """The answer's JSON, as Slack writes it."""
        answer: dict[str, Any] = {"ok": False, "error": self.code, **self.more}
        if self.messages:
            marked = [f"[ERROR] {message}" for message in self.messages]
            answer |= {"errors": list(self.messages), "response_metadata": {"messages": marked}}
        return answer


class ControlError(SandboxError):
    """The control API cannot do what was asked; the text is a plain sentence."""

    def __init__(self, sentence: str, status: int = 400) -> None:
        super().__init__(sentence)
        self.status = status

    def body(self) -> Mapping[str, Any]:
        """The answer's JSON."""
        return {"ok": False, "error": str(self)}
