"""Asking bibstat over HTTP, patiently: what may pass is tried again, and never half an answer."""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPException
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    UnknownHandler,
)

from storage.statistics.faults import Fault, StatisticsError

_PASSES_BY = frozenset({408, 425, 429, 500, 502, 503, 504})
_LONGEST_WAIT = 60.0  # seconds that a server may ask us to wait


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds until a silent server is given up, and before each further try."""

    timeout: float = 30.0
    waits: tuple[float, ...] = (1.0, 5.0, 20.0)
    wait: Callable[[float], None] = time.sleep


class Bibstat:
    """KB's statistics at an address, such as `https://bibstat.kb.se`."""

    def __init__(self, address: str, patience: Patience | None = None) -> None:
        self.patience = patience or Patience()
        base = address.rstrip("/")
        self._address = base if base.endswith("/data") else f"{base}/data"
        self._opener = _opener()

    def page(self, term: str, offset: int, limit: int) -> list[object]:
        """The observations of a term from an offset on. An unknown term has none.

        Raises StatisticsError when the last try fails, or at once where trying again is no use.
        """
        url = f"{self._address}?{urlencode({'term': term, 'limit': limit, 'offset': offset})}"
        for wait in self.patience.waits:
            try:
                return self._ask(url)
            except _MayPass as trouble:
                self.patience.wait(max(wait, trouble.wait))
        try:
            return self._ask(url)
        except _MayPass as trouble:
            raise StatisticsError(trouble.fault, **trouble.values) from trouble.__cause__

    def _ask(self, url: str) -> list[object]:
        try:
            with self._opener.open(url, timeout=self.patience.timeout) as answer:
                return _observations(answer.read())
        except HTTPError as error:
            raise self._refusal(error) from error
        except (OSError, HTTPException) as error:
            raise _MayPass(Fault.UNREACHABLE, address=self._address) from error
        except (ValueError, RecursionError) as error:
            raise _MayPass(Fault.NOT_STATISTICS, address=self._address) from error

    def _refusal(self, error: HTTPError) -> "StatisticsError | _MayPass":
        """What an answer that is no 200 means. Nothing is followed elsewhere."""
        with error:
            values = {"address": self._address, "code": str(error.code)}
            if error.code not in _PASSES_BY:
                return StatisticsError(Fault.REFUSES, **values)
            asked = error.headers.get("Retry-After", "")
            wait = float(asked) if asked.isascii() and asked.isdecimal() else 0.0
            return _MayPass(Fault.REFUSES, wait=min(wait, _LONGEST_WAIT), **values)


class _MayPass(Exception):  # noqa: N818 (it is no error until the last try)
    """Trying again may help, after `wait` seconds or more."""

    def __init__(self, fault: Fault, *, wait: float = 0.0, **values: str) -> None:
        super().__init__(fault)
        self.fault = fault
        self.wait = wait
        self.values = values


def _observations(body: bytes) -> list[object]:
    """The observations of an answer. Raises ValueError for what is none."""
    told = json.loads(body, parse_constant=str)  # NaN is no number, nor equal to itself
    observations = told.get("observations") if isinstance(told, dict) else None
    if not isinstance(observations, list):
        raise ValueError("no observations")  # noqa: TRY004 (JSON of something else)
    return observations


def _opener() -> OpenerDirector:
    """HTTP and HTTPS alone, through the machine's proxy where it has one, without redirects."""
    opener = OpenerDirector()
    opener.addheaders = [("User-Agent", "Kompis"), ("Accept", "application/ld+json")]
    for handler in (
        ProxyHandler(),
        HTTPHandler(),
        HTTPSHandler(),
        HTTPErrorProcessor(),
        HTTPDefaultErrorHandler(),
        UnknownHandler(),
    ):
        opener.add_handler(handler)
    return opener
