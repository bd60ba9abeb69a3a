"""The sandbox stands on its own: others can use it without the bot that it was made for."""

import ast
import sys
from pathlib import Path

import bot.sandbox

HOME = Path(bot.sandbox.__file__).parent

LIBRARIES = {"aiohttp", "pydantic_core", "starlette", "uvicorn"}
ALLOWED = {*LIBRARIES, "bot.sandbox", *sys.stdlib_module_names}


def imported(module: Path) -> set[str]:
    """What a module imports, by name."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add(node.module or "")
    return names


def test_it_imports_neither_the_product_nor_slacks_own_code() -> None:
    for module in HOME.rglob("*.py"):
        for name in imported(module):
            root = "bot.sandbox" if name.startswith("bot.sandbox") else name.split(".")[0]
            assert root in ALLOWED, f"{module.name} imports {name}"
