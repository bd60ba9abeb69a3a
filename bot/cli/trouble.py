"""What went wrong, as a plain sentence on standard error."""

import sys
from typing import TYPE_CHECKING

from sqlalchemy.exc import ArgumentError, OperationalError

from bot.readiness import CannotStartError
from bot.settings import SettingsError
from handlers.texts import Texts
from storage.migrate import UnusableDatabaseError

if TYPE_CHECKING:
    from storage.imports import Problem


_TEAMS_EXTRA = frozenset({"cryptography", "microsoft_teams"})  # what kompis[teams] brings


def tell(error: Exception, texts: Texts) -> bool:
    """Say what is wrong; whether the error is one that is known."""
    lines = _lines(error, texts)
    for line in lines:
        print(line, file=sys.stderr)  # noqa: T201
    return bool(lines)


def _lines(error: Exception, texts: Texts) -> list[str]:
    """One sentence, or one a problem; none for an error that is not known."""
    from storage.imports import ImportRefusedError  # a bot that starts needs none of it
    from storage.statistics.faults import StatisticsError

    match error:
        case SettingsError(names=names):
            return [texts.say("cli.bad_setting", name=name) for name in names]
        case ImportRefusedError(problems=bad):
            told = [_problem(problem, texts) for problem in bad]
            return [*told, texts.say("cli.nothing_imported", n=len(told))]
        case StatisticsError():
            return [texts.say(error.key, **error.values)]
        case CannotStartError():
            return [texts.say(error.key, **error.values)]
        case UnusableDatabaseError():
            return [texts.say(f"start.schema_{error.state}")]
        case ModuleNotFoundError(name=str(name)) if name.partition(".")[0] in _TEAMS_EXTRA:
            return [texts.say("seal.not_installed")]
        case ArgumentError():
            return [texts.say("cli.bad_database_url")]
        case OperationalError(orig=cause):
            return [texts.say("cli.no_database", cause=str(cause).splitlines()[0])]
        case _:
            return []


def _problem(problem: "Problem", texts: Texts) -> str:
    said = texts.say(problem.key, **problem.values)
    if problem.line is None:
        return said
    if problem.column is None:
        return texts.say("cli.line", line=str(problem.line), problem=said)
    return texts.say(
        "cli.line_and_column", line=str(problem.line), column=problem.column, problem=said
    )
