# Everything sets itself up: a virtual environment, uv, the locked packages, and for tests Chromium
# and Microsoft's schemas of a Teams app.
# On Windows, where make is missing: `uv run kompis demo` and `uv run pytest`.

PYTHON ?= python3
UV := $(or $(shell command -v uv 2>/dev/null),.uv/bin/uv)
BIN := .venv/bin
export UV_PYTHON_DOWNLOADS := never
export UV_PYTHON := $(PYTHON)
# Compiled modules are kept, whatever the machine says: each of the processes that tests start would
# compile everything anew.
export PYTHONDONTWRITEBYTECODE :=

# Tests make thousands of databases: in memory where there is room, so that nobody waits for a disk.
SCRATCH := $(shell test -w /dev/shm && df -Pm /dev/shm | awk 'NR == 2 && $$4 > 2000 { print "/dev/shm" }')

# Where the schemas are: their version is part of the name, so that a new one is fetched.
SCHEMAS := .venv/teams-schemas-1.1.2

.DEFAULT_GOAL := help
# How often `make search` runs every property test.
ROUNDS ?= 10

.PHONY: help demo demo-teams test lint unit browser search bench soak screenshots icons clean

help: ## Show what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

demo: .venv/ready ## Try Kompis in a made-up workspace; opens on http://127.0.0.1:8642
	@$(BIN)/kompis demo $(if $(RESET),--reset) $(if $(PORT),--port $(PORT))

demo-teams: .venv/ready .venv/playground/ready ## The same in Microsoft's own local client for Teams (WHO=Åsa, RESET=1, PORT=N)
	@$(BIN)/kompis demo --teams $(if $(WHO),--as $(WHO)) $(if $(RESET),--reset) $(if $(PORT),--port $(PORT))

test: lint unit browser ## Everything that must hold: style, types, layers, tests on both databases, the page

lint: .venv/ready ## Style, types and the direction of imports
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

unit: export TMPDIR := $(or $(SCRATCH),$(TMPDIR))
unit: export TEAMS_SCHEMAS := $(CURDIR)/$(SCHEMAS)
unit: .venv/ready $(SCHEMAS) ## Tests: on SQLite with branch coverage (which doubles the time), on PostgreSQL, and talks over Teams' cards
	$(BIN)/pytest -n auto -m "not browser and not postgresql" --cov --cov-report=term
	$(BIN)/pytest -n auto -m postgresql
	KOMPIS_TALKS_ON=teams $(BIN)/pytest -n auto -m "not postgresql" tests/handlers

browser: .venv/ready .venv/chromium .venv/playground/ready ## The page and Microsoft's client, in headless Chromium (processes of their own)
	$(BIN)/pytest -n auto --dist loadfile -m browser tests/bot

search: export TMPDIR := $(or $(SCRATCH),$(TMPDIR))
search: .venv/ready ## Property tests with examples that nobody has seen, ROUNDS times
	for round in $$(seq $(ROUNDS)); do \
		$(BIN)/pytest -n auto -q -m "property and not browser" --hypothesis-profile=search || exit; \
	done

bench: .venv/ready ## Speed and memory beside their budgets, as ratios of one run
	$(BIN)/python -m tests.benchmarks

soak: .venv/ready ## The kill test: 200 rounds on SQLite, 200 with four processes on PostgreSQL, some over HTTP
	$(BIN)/python -m tests.soak --database sqlite --rounds 200
	$(BIN)/python -m tests.soak --database postgresql --replicas 4 --rounds 200
	$(BIN)/python -m tests.soak --database postgresql --replicas 12 --rounds 10 --http

screenshots: .venv/ready .venv/chromium .venv/playground/ready ## Make the README's pictures anew
	$(BIN)/python -m tests.screenshots

icons: .venv/ready ## Draw the icons of the Teams app anew
	$(BIN)/python -m tests.icons

clean: ## Remove what was set up
	rm -rf .venv .uv .mypy_cache .pytest_cache .ruff_cache .hypothesis .coverage*

.uv/bin/uv:
	$(PYTHON) -m venv .uv
	.uv/bin/pip install --quiet --disable-pip-version-check "uv>=0.9"

.venv/ready: pyproject.toml uv.lock | $(UV)
	$(UV) sync --locked --quiet --compile-bytecode
	@touch $@

.venv/chromium: | .venv/ready
	@./.ci/chromium
	@touch $@

$(SCHEMAS): | .venv/ready
	@./.ci/teams-schemas $@

# Microsoft's client is for evaluation: fetched by its name, never part of what is shipped.
.venv/playground/ready: | .venv/ready
	@./.ci/playground $(@D)
	@touch $@
