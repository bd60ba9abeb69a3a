"""The one HTTP session through which a process calls the platforms."""

from aiohttp import ClientSession, ClientTimeout, DummyCookieJar

LONGEST_ANSWER = 30.0  # seconds that a platform gets for one; a delivery's lease outlives it


def calling() -> ClientSession:
    """A session that keeps no cookies: what a platform tells in one tenant is no other's."""
    return ClientSession(timeout=ClientTimeout(total=LONGEST_ANSWER), cookie_jar=DummyCookieJar())
