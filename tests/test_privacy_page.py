"""The page for data protection officers tells of all that the code does, and of nothing else."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from bot.settings import Settings
from bot.slack.manifest import SCOPES
from handlers.texts import LANGUAGES, texts_in
from storage.personal.requests import GRACE
from storage.tables import METADATA

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "privacy.md").read_text(encoding="utf-8")
TABLES = re.findall(r"^\| (.*) \|$", PAGE, re.MULTILINE)
_ACTION = 2  # which argument of `audit` it is


@cache
def modules() -> tuple[ast.Module, ...]:
    """Every module of ours."""
    files = (
        file for name in ("bot", "handlers", "scheduler", "storage") for file in files_of(name)
    )
    return tuple(ast.parse(file.read_text(encoding="utf-8")) for file in files)


def files_of(package: str) -> Iterator[Path]:
    """The modules of a package, without the sandbox, which knows nothing of us."""
    return (file for file in (ROOT / package).rglob("*.py") if "sandbox" not in file.parts)


def actions() -> Iterator[str]:
    """What is written into the log, as patterns."""
    for module in modules():
        for writer, place in writers(module):
            for call in calls(module, writer):
                if len(call.args) > place:
                    yield from said(call.args[place], module)
        for row in ast.walk(module):
            if isinstance(row, ast.Dict):
                named = {key.value: value for key, value in _constant_keys(row)}
                if {"action", "actor_id"} <= named.keys():
                    yield from said(named["action"], module)


def calls(tree: ast.AST, name: str) -> Iterator[ast.Call]:
    """Every call of a function by its bare name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name:
            yield node


def _constant_keys(row: ast.Dict) -> Iterator[tuple[ast.Constant, ast.expr]]:
    for key, value in zip(row.keys, row.values, strict=True):
        if isinstance(key, ast.Constant):
            yield key, value


def writers(module: ast.Module) -> Iterator[tuple[str, int]]:
    """`audit`, and the functions that hand it an argument of their own as the action."""
    yield "audit", _ACTION
    for function in ast.walk(module):
        if isinstance(function, ast.FunctionDef):
            arguments = [each.arg for each in function.args.args]
            for call in calls(function, "audit"):
                action = call.args[_ACTION]
                if isinstance(action, ast.Name) and action.id in arguments:
                    yield function.name, arguments.index(action.id)


def said(node: ast.expr, module: ast.Module) -> Iterator[str]:
    """What an expression can be, as a pattern; a name that is assigned, by what is assigned."""
    match node:
        case ast.Constant(value=str(text)):
            yield re.escape(text)
        case ast.IfExp(body=body, orelse=orelse):
            yield from said(body, module)
            yield from said(orelse, module)
        case ast.JoinedStr(values=values):
            parts = (
                re.escape(str(part.value)) if isinstance(part, ast.Constant) else r"\w+"
                for part in values
            )
            yield "".join(parts)
        case ast.Name(id=name):
            yield from assigned(name, module)


def assigned(name: str, module: ast.Module) -> Iterator[str]:
    """What a name can be, of all that is assigned to it."""
    for statement in ast.walk(module):
        if isinstance(statement, ast.Assign):
            for target in statement.targets:
                if isinstance(target, ast.Name) and target.id == name:
                    yield from said(statement.value, module)
                if isinstance(target, ast.Tuple) and isinstance(statement.value, ast.Tuple):
                    for one, value in zip(target.elts, statement.value.elts, strict=True):
                        if isinstance(one, ast.Name) and one.id == name:
                            yield from said(value, module)


def listed(heading: str) -> set[str]:
    """What stands in backticks in the first column of a section's table."""
    section = PAGE.split(f"\n## {heading}")[1].split("\n## ")[0]
    rows = re.findall(r"^\| (`[^|]*)\|", section, re.MULTILINE)
    return {name for row in rows for name in re.findall(r"`([^`]+)`", row)}


def test_every_event_of_the_log_is_on_the_page_and_no_other() -> None:
    told, written = listed("Loggen"), set(actions())
    assert {"team.seen", "mydata.grant", "retention.own"} <= told
    assert [
        pattern for pattern in written if not any(re.fullmatch(pattern, one) for one in told)
    ] == []
    assert [one for one in told if not any(re.fullmatch(pattern, one) for pattern in written)] == []


def test_every_event_that_somebody_can_read_about_themselves_has_words() -> None:
    read = {one for one in listed("Loggen") if not one.startswith(("import.", "export."))}
    for language in LANGUAGES:
        assert [one for one in sorted(read) if f"audit.{one}" not in texts_in(language)] == []


def test_every_retention_setting_is_on_the_page_with_its_months() -> None:
    for name, field in Settings.model_fields.items():
        if name.startswith("retention_"):
            assert f"| `{name.upper()}` | {field.default} |" in PAGE, name
    kept = {name.upper() for name in Settings.model_fields if name.startswith("retention_")}
    assert listed("Hur länge") == kept


def test_every_scope_is_on_the_page_and_no_other() -> None:
    assert listed("Vad Kompis får göra i Slack") == SCOPES.keys()


def test_every_table_that_refers_to_somebody_is_on_the_page() -> None:
    member = METADATA.tables["member"]
    section = PAGE.split("\n## Vad som sparas")[1].split("\n## ")[0]
    named = set(re.findall(r"`([^`]+)`", section))
    personal = {
        table.name
        for table in METADATA.sorted_tables
        for key in table.foreign_keys
        if key.column.table is member
    }
    by_account = {table.name for table in METADATA.sorted_tables if "user_id" in table.c}
    assert named == personal | by_account | {"member"}


def test_the_days_of_grace_are_those_of_the_code() -> None:
    assert GRACE.days == 7
    assert "efter sju dagar" in PAGE
    assert "seven days later" in PAGE


def test_the_readme_leads_to_the_page() -> None:
    assert "](docs/privacy.md)" in (ROOT / "README.md").read_text(encoding="utf-8")
