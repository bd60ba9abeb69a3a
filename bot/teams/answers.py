"""What Microsoft's services answer, as JSON, with errors of our tree for whatever is no success."""

from collections.abc import Mapping
from typing import Any

from aiohttp import ClientResponse

Json = Mapping[str, Any]
_LARGEST = 1_000_000  # bytes


async def told(answer: ClientResponse) -> Json:
    """The answer's JSON object; an empty one where there is none."""
    if (answer.content_length or 0) > _LARGEST:
        return {}
    try:
        found = await answer.json(content_type=None)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
