"""A KB for tests: it keeps observations as bibstat does, and tells them with every trap it has.

- The newest change stands first, so that whatever is published shifts the pages.
- There is no filter on year or kind of library; an unknown term is an empty answer, not an error.
- `next` drops the term, and stands after every full page, the last one too.
"""

import json
import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

Item = dict[str, Any]
START = datetime(2020, 2, 1, 9, tzinfo=UTC)


@dataclass
class Kb:
    """What is published, by term; `meanwhile` happens before the request of a number, from 1."""

    observations: dict[str, list[Item]] = field(default_factory=dict)
    meanwhile: dict[int, Callable[[], object]] = field(default_factory=dict)
    most: int | None = None  # observations that a page ever has
    requests: list[tuple[str, int, int]] = field(default_factory=list)
    changes: int = 0

    def publish(
        self,
        term: str,
        sigel: str = "Nass",
        year: int = 2019,
        value: object = 42,
        **other: object,
    ) -> Item:
        """A new observation, in front of all others. `other` are further or different parts."""
        item = {
            "@id": f"o{self._changed()}",
            "@type": "Observation",
            "library": {
                "@id": f"http://bibdb.libris.kb.se/library/{sigel}",
                "name": f"Biblioteket {sigel}",
            },
            "sampleYear": year,
            "targetGroup": "Folkbibliotek",
            term: value,
            "published": self._now(),
            "modified": self._now(),
        }
        self.observations.setdefault(term, []).insert(0, item | other)
        return item

    def change(self, term: str, place: int, value: object) -> None:
        """KB corrects what stands at a place: it moves to the front."""
        item = self.observations[term].pop(place)
        self._changed()
        self.observations[term].insert(0, item | {term: value, "modified": self._now()})

    def withdraw(self, term: str, place: int) -> None:
        """KB takes away what stands at a place."""
        self.observations[term].pop(place)

    def answer(self, term: str, offset: int, limit: int) -> Item:
        """What `/data` tells."""
        self.requests.append((term, offset, limit))
        self.meanwhile.pop(len(self.requests), lambda: None)()
        limit = min(limit, self.most or limit)
        page = self.observations.get(term, [])[offset : offset + limit]
        told: Item = {"@type": "DataSet", "observations": [dict(item) for item in page]}
        if len(page) >= limit:
            told["next"] = f"?limit={limit}&offset={offset + limit}"
        return told

    def page(self, term: str) -> Callable[[int, int], list[object]]:
        """The pages of a term, without HTTP."""
        return lambda offset, limit: list(self.answer(term, offset, limit)["observations"])

    def _changed(self) -> int:
        self.changes += 1
        return self.changes

    def _now(self) -> str:
        return (START + timedelta(minutes=self.changes)).isoformat().replace("+00:00", "Z")


@dataclass(frozen=True)
class Fault:
    """An answer that is none: of a status, with a body that may be cut, or none at all."""

    status: int = 200
    body: bytes | None = None  # instead of the right one
    cut: int | None = None  # bytes that are sent of it before the line breaks
    headers: Mapping[str, str] = field(default_factory=dict)
    silent: bool = False  # until the test is over


BROKEN = Fault(500, b"<h1>Server Error (500)</h1>")
DROPPED = Fault(cut=40)
GONE = Fault(cut=0)
TRUNCATED = Fault(body=b'{"@type": "DataSet", "observations": [{"@id": "o1"')
HTML = Fault(body="<!doctype html><title>Underhåll</title>".encode())
SILENT = Fault(silent=True)


@dataclass
class Site:
    """A KB on 127.0.0.1. `faults` are what its next requests meet, None for a sound answer."""

    kb: Kb
    address: str = ""
    faults: list[Fault | None] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)
    over: threading.Event = field(default_factory=threading.Event)


@contextmanager
def site(kb: Kb) -> Iterator[Site]:
    """Serve a KB until the end."""
    served = Site(kb)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            served.agents.add(self.headers["User-Agent"])
            fault = served.faults.pop(0) if served.faults else None
            _respond(
                self, fault, _body(served.kb, self.path) if fault is None or fault.cut else b""
            )

        def log_message(self, *_: object) -> None:
            pass

    def _respond(handler: BaseHTTPRequestHandler, fault: Fault | None, body: bytes | None) -> None:
        fault = fault or Fault()
        if fault.silent:
            served.over.wait(30)
            return
        if fault.cut == 0:
            handler.connection.shutdown(socket.SHUT_RDWR)
            return
        whole = fault.body if fault.body is not None else body
        handler.send_response(404 if whole is None else fault.status)
        handler.send_header("Content-Length", str(len(whole or b"")))
        for name, value in fault.headers.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write((whole or b"")[: fault.cut])

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    served.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield served
    finally:
        served.over.set()
        server.shutdown()
        server.server_close()
        thread.join()


def _body(kb: Kb, path: str) -> bytes | None:
    """The answer to a request; None for another page than `/data`."""
    parts = urlsplit(path)
    if parts.path != "/data":
        return None
    asked = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    told = kb.answer(asked["term"], int(asked["offset"]), int(asked["limit"]))
    return json.dumps(told).encode()
