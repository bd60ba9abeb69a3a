"""`kompis`: the command line. What can go wrong is told in one plain sentence, without a trace."""

import sys

from bot.cli.app import build
from bot.cli.trouble import tell
from bot.settings import SettingsError, read_settings
from handlers.texts import texts_in


def main() -> None:
    """Run a command; exits with 1 when it could not do what was asked, 2 for wrong use."""
    try:
        settings = read_settings()
    except SettingsError as error:
        sys.exit(tell(error, texts_in("sv")))
    texts = texts_in(settings.language)
    try:
        build(settings, texts)()
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception as error:
        code = tell(error, texts)
        if code is None:
            raise
        sys.exit(code)
