"""Where messages of one installation go: a workspace or tenant of a platform."""

from dataclasses import dataclass

from storage.tables import Platform


@dataclass(frozen=True, slots=True)
class Tenant:
    """A Slack workspace or a Teams tenant, by the platform's own id."""

    platform: Platform
    id: str

    @classmethod
    def typed(cls, platform: Platform, words: str) -> "Tenant":
        """As somebody writes it: Teams' ids are the same in capitals, and kept in small letters."""
        known = words.strip()
        return cls(platform, known.lower() if platform is Platform.TEAMS else known)
