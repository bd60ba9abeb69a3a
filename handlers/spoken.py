"""Which language somebody was answered in last, for when the database cannot be asked."""

from handlers.request import Account

_REMEMBERED = 10_000  # accounts


class Spoken:
    """Kept in memory alone. Safe to use from several threads."""

    def __init__(self) -> None:
        self._languages: dict[Account, str] = {}

    def note(self, account: Account, language: str) -> None:
        """Somebody is answered in a language."""
        if len(self._languages) >= _REMEMBERED:
            self._languages.clear()
        self._languages[account] = language

    def by(self, account: Account) -> str | None:
        """The language, None where nobody has asked for long."""
        return self._languages.get(account)
