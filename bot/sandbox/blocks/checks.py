"""The vocabulary in which the rules are written: checks that note faults, and never raise."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Faults:
    """What is wrong, in Slack's words, each with its json-pointer."""

    messages: list[str] = field(default_factory=list)

    def add(self, message: str, pointer: str) -> None:
        """Notes a fault at a place such as /blocks/0/text."""
        self.messages.append(f"{message} [json-pointer:{pointer}]")


Check = Callable[[Any, str, Faults], None]
Rule = Callable[[dict[str, Any], str, Faults], None]


def string(most: int, least: int = 1) -> Check:
    """Text of `least` to `most` characters."""

    def check(value: Any, at: str, faults: Faults) -> None:
        if not isinstance(value, str):
            faults.add("must be a string", at)
        elif len(value) < least:
            faults.add(f"must be more than {least - 1} characters", at)
        elif len(value) > most:
            faults.add(f"must be less than {most + 1} characters", at)

    return check


def pattern(expression: str, meaning: str, most: int = 3000) -> Check:
    """Text that matches the whole of a regular expression."""
    compiled = re.compile(expression)

    def check(value: Any, at: str, faults: Faults) -> None:
        string(most)(value, at, faults)
        if isinstance(value, str) and not compiled.fullmatch(value):
            faults.add(f"must be {meaning}", at)

    return check


def integer(least: int, most: int) -> Check:
    """A whole number between two bounds, both allowed."""

    def check(value: Any, at: str, faults: Faults) -> None:
        if isinstance(value, bool) or not isinstance(value, int):
            faults.add("must be an integer", at)
        elif not least <= value <= most:
            faults.add(f"must be between {least} and {most}", at)

    return check


def boolean(value: Any, at: str, faults: Faults) -> None:
    """True or false."""
    if not isinstance(value, bool):
        faults.add("must be a boolean", at)


def anything(_value: Any, _at: str, _faults: Faults) -> None:
    """Whatever is there is right."""


def one_of(*allowed: Any) -> Check:
    """One of a few values."""

    def check(value: Any, at: str, faults: Faults) -> None:
        if value not in allowed:
            faults.add(f"must be a valid enum value: {', '.join(map(str, allowed))}", at)

    return check


def array(of: Check, most: int, least: int = 1) -> Check:
    """A list of `least` to `most` items that each pass."""

    def check(value: Any, at: str, faults: Faults) -> None:
        if not isinstance(value, list):
            faults.add("must be an array", at)
            return
        if len(value) < least:
            faults.add(f"no fewer than {least} items allowed", at)
        if len(value) > most:
            faults.add(f"no more than {most} items allowed", at)
        for index, item in enumerate(value):
            of(item, f"{at}/{index}", faults)

    return check


def struct(required: Mapping[str, Check], optional: Mapping[str, Check], *rules: Rule) -> Check:
    """An object with these keys and no others; the rules look at it as a whole."""
    known = {**required, **optional}

    def check(value: Any, at: str, faults: Faults) -> None:
        if not isinstance(value, dict):
            faults.add("must be an object", at)
            return
        for key in required:
            if key not in value:
                faults.add(f"missing required field: {key}", at)
        for key, item in value.items():
            if key in known:
                known[key](item, f"{at}/{key}", faults)
            else:
                faults.add(f"invalid additional property: {key}", at)
        for rule in rules:
            rule(value, at, faults)

    return check


def by_type(table: Mapping[str, Check], unsupported: Mapping[str, str] | None = None) -> Check:
    """An object whose `type` says which check it has to pass."""

    def check(value: Any, at: str, faults: Faults) -> None:
        if not isinstance(value, dict):
            faults.add("must be an object", at)
            return
        kind = value.get("type")
        if kind is None:
            faults.add("missing required field: type", at)
        elif not isinstance(kind, str) or kind not in table:
            why = (unsupported or {}).get(str(kind), "")
            faults.add(f"unsupported type: {kind}{why}", f"{at}/type")
        else:
            table[kind](value, at, faults)

    return check


def exactly_one(*keys: str) -> Rule:
    """One of the keys has to be there, and not a second one."""

    def rule(value: dict[str, Any], at: str, faults: Faults) -> None:
        if sum(key in value for key in keys) != 1:
            faults.add(f"exactly one of these is required: {', '.join(keys)}", at)

    return rule


def at_least_one(*keys: str) -> Rule:
    """One of the keys has to be there."""

    def rule(value: dict[str, Any], at: str, faults: Faults) -> None:
        if not any(key in value for key in keys):
            faults.add(f"at least one of these is required: {', '.join(keys)}", at)

    return rule
