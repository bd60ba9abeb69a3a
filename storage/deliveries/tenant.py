"""Where messages of one installation go: a workspace or tenant of a platform."""

from dataclasses import dataclass

from storage.tables import Platform


@dataclass(frozen=True, slots=True)
class Tenant:
    """A Slack workspace or a Teams tenant, by the platform's own id."""

    platform: Platform
    id: str
