"""The two catalogues of texts: whole, alike, used, and calm.

What the code says is read from its syntax trees: the keys in calls such as `say("form.save")`,
and families such as `say(f"area.{area}")`.
"""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.pofile import read_po

import handlers
from handlers.commands import COMMANDS
from handlers.errors import DomainError
from handlers.texts import LANGUAGES

ROOT = Path(handlers.__file__).parent.parent
PACKAGES = ("bot", "handlers", "scheduler", "storage")
SAYING = frozenset({"say", "rich", "text", "note", "heading", "button", "reply"})
ROUTES = {f"{command.name}.{part}".rstrip(".") for command in COMMANDS for part in command.routes}
Forms = tuple[str, ...]


@cache
def catalogue(language: str) -> dict[str, Forms]:
    """Every text of a language by its key."""
    file = Path(handlers.__file__).parent / "locales" / f"{language}.po"
    with file.open("rb") as lines:
        messages = read_po(lines, locale=language, abort_invalid=True)
    texts: dict[str, Forms] = {}
    for message in messages:
        if message.id:
            key = message.id if isinstance(message.id, str) else message.id[0]
            string = message.string or ""
            assert key not in texts
            texts[key] = (string,) if isinstance(string, str) else tuple(string)
    return texts


@cache
def trees() -> tuple[ast.Module, ...]:
    """Every module of ours."""
    files = (file for package in PACKAGES for file in (ROOT / package).rglob("*.py"))
    return tuple(ast.parse(file.read_text(encoding="utf-8")) for file in files)


def nodes() -> Iterator[ast.AST]:
    """Everything that the code is made of."""
    for tree in trees():
        yield from ast.walk(tree)


def calls(names: frozenset[str], argument: int = 0) -> Iterator[ast.expr]:
    """An argument of every call of a method of these names."""
    for node in nodes():
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in names
            and len(node.args) > argument
        ):
            yield node.args[argument]


def words(node: ast.expr) -> Iterator[str]:
    """The strings that an expression can be, as far as it says so itself."""
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.IfExp(body=body, orelse=orelse):
            yield from words(body)
            yield from words(orelse)


def family(node: ast.JoinedStr) -> re.Pattern[str]:
    """What an f-string can be, as a pattern."""
    parts = (
        re.escape(str(part.value)) if isinstance(part, ast.Constant) else r"[\w.]+"
        for part in node.values
    )
    return re.compile("".join(parts))


def errors(kind: type[DomainError] = DomainError) -> Iterator[type[DomainError]]:
    """Every refusal."""
    for sub in kind.__subclasses__():
        yield sub
        yield from errors(sub)


def placeholders(form: str) -> set[str]:
    """The values that a text wants."""
    return {name for _, name, _, _ in Formatter().parse(form) if name is not None}


def test_both_have_the_same_keys_in_the_same_order() -> None:
    assert list(catalogue("sv")) == list(catalogue("en"))


def test_every_text_wants_the_same_in_both_languages() -> None:
    for key, forms in catalogue("sv").items():
        others = catalogue("en")[key]
        assert len(forms) == len(others), key
        wanted = [placeholders(form) for form in (*forms, *others)]
        assert all(each == wanted[0] for each in wanted), key
        assert len(forms) == 1 or "n" in wanted[0], key


def test_every_key_that_is_said_is_there() -> None:
    said = {word for argument in calls(SAYING) for word in words(argument)}
    said |= {error.key for error in errors()}
    said |= {f"way_on.{way}" for error in errors() for way in error.ways_on}
    said |= {
        f"way_on.{way}" for argument in calls(frozenset({"way_on"})) for way in words(argument)
    }
    assert {key for key in said if "." in key} - set(catalogue("sv")) == set()


def test_every_family_that_is_said_has_members() -> None:
    for argument in calls(SAYING):
        if isinstance(argument, ast.JoinedStr):
            pattern = family(argument)
            assert any(map(pattern.fullmatch, catalogue("sv"))), pattern.pattern


def test_no_text_is_dead() -> None:
    said = {node.value for node in nodes() if isinstance(node, ast.Constant)}
    families = [
        pattern
        for node in nodes()
        if isinstance(node, ast.JoinedStr)
        and re.match(r"\w+\\\.", (pattern := family(node)).pattern)
    ]
    ways_on = {f"way_on.{route}" for route in said if route in ROUTES}
    dead = [
        key
        for key in catalogue("sv")
        if key not in said | ways_on
        and (key.startswith("way_on.") or not any(each.fullmatch(key) for each in families))
    ]
    assert dead == []


def test_every_button_leads_somewhere() -> None:
    led = {word for argument in calls(frozenset({"button"}), 1) for word in words(argument)}
    led |= {way for argument in calls(frozenset({"way_on"})) for way in words(argument)}
    led |= {way for error in errors() for way in error.ways_on}
    assert led - ROUTES == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_are_calm_and_whole(language: str) -> None:
    for key, forms in catalogue(language).items():
        for form in forms:
            assert form, key
            assert form.count("!") <= 1, key
            assert form.count("**") % 2 == 0, key
            assert "  " not in form.strip(), key
            assert "..." not in form, key
            assert not re.search(r"\{\d*\}", form), key


def test_swedish_is_written_one_way() -> None:
    for key, forms in catalogue("sv").items():
        for form in forms:
            assert not re.search(r"\bi (dag|går)\b", form, re.IGNORECASE), key
            assert not re.search(r"\d%|\}%", form), key
