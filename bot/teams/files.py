"""Files: exports and pictures, offered in a person's own chat and uploaded where they say yes.

A bot puts a file into a chat only with the person's consent, into their own OneDrive. Until then
it is kept here, for a while; whoever says yes later, or to another process, asks for it anew.
Source: https://learn.microsoft.com/microsoftteams/platform/bots/how-to/bots-filesv4
"""

import secrets
from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from handlers.cards import Attachment

KEPT = timedelta(minutes=15)
_MOST = 200  # files at a time


@dataclass(frozen=True, slots=True)
class _Kept:
    user_id: str
    file: Attachment
    until: datetime


@dataclass(slots=True)
class Offered:
    """The files that wait for somebody's consent."""

    _kept: "OrderedDict[str, _Kept]" = field(default_factory=OrderedDict)

    def keep(self, user_id: str, file: Attachment, now: datetime) -> str:
        """Keep a file for a person; the word that it is asked for with."""
        word = secrets.token_urlsafe(16)
        self._kept[word] = _Kept(user_id, file, now + KEPT)
        if len(self._kept) > _MOST:
            self._kept.popitem(last=False)
        return word

    def take(self, user_id: str, word: str, now: datetime) -> Attachment | None:
        """Give a file to the person whose it is, once; None where it is kept no more."""
        kept = self._kept.get(word)
        if kept is None or kept.user_id != user_id:
            return None
        del self._kept[word]
        return kept.file if now <= kept.until else None
