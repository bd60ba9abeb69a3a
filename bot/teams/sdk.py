"""Microsoft's SDK, imported when Teams is served and not before.

It reads a `.env` file into the environment as it is imported, and warns of what it holds as a
preview: neither is for us. Settings are read in one place, and its server is not used at all.
"""

import logging
import os
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.readiness import CannotStartError
from bot.teams.keys import Cloud

if TYPE_CHECKING:
    from microsoft_teams.apps.auth.token_validator import TokenValidator

_DISABLED = "PYTHON_DOTENV_DISABLED"  # python-dotenv's own switch
_KEYS = re.compile(r"^https?://.+/openidconfiguration$")


def token_validator(client_id: str, cloud: Cloud) -> "TokenValidator":
    """What checks the tokens that Teams sends to a bot.

    Raises CannotStartError where the SDK is not installed.
    """
    try:
        with _quietly():
            from microsoft_teams.api.auth.cloud_environment import PUBLIC  # noqa: PLC0415
            from microsoft_teams.apps.auth.token_validator import TokenValidator  # noqa: PLC0415
    except ImportError as error:
        raise CannotStartError("start.teams_not_installed") from error
    assert _KEYS.match(cloud.metadata)  # noqa: S101 (the SDK makes the keys' address of it)
    # What is refused is logged here, without what stood in it.
    logging.getLogger("microsoft_teams").setLevel(logging.CRITICAL)
    where = replace(PUBLIC, openid_metadata_url=cloud.metadata, token_issuer=cloud.issuer)
    return TokenValidator.for_service(client_id, cloud=where)


@contextmanager
def _quietly() -> Iterator[None]:
    """Import without reading `.env`, and without warnings of previews."""
    before = os.environ.get(_DISABLED)
    os.environ[_DISABLED] = "1"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        if before is None:
            del os.environ[_DISABLED]
        else:
            os.environ[_DISABLED] = before
