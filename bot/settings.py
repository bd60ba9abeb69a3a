"""What can be set, by environment variables or a `.env` file. `.env.example` explains each."""

from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from platformdirs import user_data_path
from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from handlers.texts import language_of
from scheduler.retention import Retention
from storage.keys import email_key


def data_folder() -> Path:
    """Where Kompis keeps its files unless it is told otherwise."""
    return user_data_path("kompis", appauthor=False)


def _default_database() -> str:
    return f"sqlite:///{data_folder() / 'kompis.db'}"


_KEPT = Retention()


def _months(default: int) -> Any:
    """A number of months, or 0 for what is kept until somebody erases it."""
    return Field(default=default, ge=0, le=240)


class Settings(BaseSettings):
    """Read once at start-up. Secrets have no defaults and are never shown."""

    model_config = SettingsConfigDict(
        env_file=".env", env_file_encoding="utf-8", env_ignore_empty=True, extra="ignore"
    )

    database_url: str = Field(default_factory=_default_database)
    slack_bot_token: SecretStr | None = None
    slack_app_token: SecretStr | None = None
    slack_signing_secret: SecretStr | None = None
    slack_api_url: str = "https://slack.com/api/"
    teams_client_id: str | None = None
    teams_client_secret: SecretStr | None = None
    teams_tenant_id: str | None = None
    region: str = "Region Jönköpings län"
    coordinators: Annotated[frozenset[str], NoDecode] = frozenset()
    language: str = "sv"
    timezone: str = "Europe/Stockholm"
    bibstat_url: str = "https://bibstat.kb.se"
    secrets_key: SecretStr | None = None
    retention_own: int = _months(_KEPT.own)
    retention_person: int = _months(_KEPT.person)
    retention_invitations: int = _months(_KEPT.invitations)
    retention_audit: int = _months(_KEPT.audit)
    retention_deliveries: int = _months(_KEPT.deliveries)
    retention_changes: int = _months(_KEPT.changes)
    retention_events: int = _months(_KEPT.events)
    host: str = "127.0.0.1"
    port: int = Field(default=3000, ge=1, le=65535)
    health_host: str = "127.0.0.1"
    health_port: int | None = Field(default=None, ge=1, le=65535)
    log_level: str = "INFO"

    @property
    def retention(self) -> Retention:
        """How long things are kept."""
        return Retention(
            own=self.retention_own,
            person=self.retention_person,
            invitations=self.retention_invitations,
            audit=self.retention_audit,
            deliveries=self.retention_deliveries,
            changes=self.retention_changes,
            events=self.retention_events,
        )

    @field_validator("coordinators", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        """E-mail addresses, separated by commas."""
        if not isinstance(value, str):
            return value
        return frozenset(email_key(email) for email in value.split(",") if email.strip())

    @field_validator("language")
    @classmethod
    def _spoken(cls, value: str) -> str:
        """The shell may have a LANGUAGE of its own, such as `en_GB:en`: the first that we speak."""
        return language_of(*value.split(":"))

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise ValueError("no such time zone") from error
        return value

    @field_validator("log_level")
    @classmethod
    def _known_level(cls, value: str) -> str:
        if value.upper() not in {"DEBUG", "INFO", "WARNING", "ERROR"}:
            raise ValueError("one of DEBUG, INFO, WARNING and ERROR")
        return value.upper()

    @field_validator("bibstat_url")
    @classmethod
    def _on_the_web(cls, value: str) -> str:
        """An address without a name or password in it: it is shown when it does not answer."""
        parts = urlsplit(value)
        plain = not (parts.username or parts.password or parts.query or parts.fragment)
        if parts.scheme not in {"http", "https"} or not parts.hostname or not plain:
            raise ValueError("an address that begins with https://")
        return value.rstrip("/")

    @field_validator("slack_api_url")
    @classmethod
    def _with_slash(cls, value: str) -> str:
        return value if value.endswith("/") else f"{value}/"


class SettingsError(Exception):
    """Settings that cannot be used, by name; their values may be secret."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__(", ".join(names))
        self.names = names


def read_settings() -> Settings:
    """The settings of this process. Raises SettingsError."""
    try:
        return Settings()
    except ValidationError as error:
        raise SettingsError(
            tuple(str(problem["loc"][0]).upper() for problem in error.errors())
        ) from None
