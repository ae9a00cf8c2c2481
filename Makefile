# Tongming 通明. Two commands do everything on a fresh machine with Python 3.11 or newer:
#   make demo     set up, load the demonstration town, serve it
#   make test     set up, run every test
# Words after ## are what `make help` prints.

SHELL := /bin/sh
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
PY := $(BIN)/python
# The newest Python at hand that is new enough; PYTHON=… chooses another.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& { echo $$p; break; }; done)
PIP_INSTALL := $(PY) -m pip install --disable-pip-version-check --no-input --quiet
PYTEST := $(PY) -m pytest
WORKERS ?= 2

.DEFAULT_GOAL := help
.PHONY: help setup dev demo serve test unit integration browser test-postgres lint types format bench fuzz api-fuzz messages lock ci clean

help: ## list the targets
	@echo "Tongming 通明 — targets:"
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | awk -F '\t' '{printf "  %-15s %s\n", $$1, $$2}'

# --- Set-up ---------------------------------------------------------------------------------------

$(PY):
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is missing. Install it (Debian: apt install python3 python3-venv) and run this again."; exit 1; }
	@echo "==> creating the virtual environment ($$($(PYTHON) --version))"
	@$(PYTHON) -m venv $(VENV) || { echo "The venv module is missing. Debian: apt install python3-venv; then run this again."; rm -rf $(VENV); exit 1; }

# What runs the product. Every package is pinned and checked against its hash.
$(VENV)/.run: requirements/run.txt pyproject.toml | $(PY)
	@echo "==> installing the locked packages (a few minutes the first time)"
	@$(PIP_INSTALL) --require-hashes -r requirements/run.txt || { echo "The packages could not be installed: pip reaches no package index from here, or a file differs from its hash. Check the network or pip's settings and run this again."; exit 1; }
	@echo "==> installing tongming"
	@$(PIP_INSTALL) --no-deps --no-build-isolation -e .
	@touch $@

# What tests, checks and measures it.
$(VENV)/.dev: requirements/dev.txt $(VENV)/.run
	@echo "==> installing what the tests need"
	@$(PIP_INSTALL) --require-hashes -r requirements/dev.txt || { echo "The test packages could not be installed; see the lines above."; exit 1; }
	@touch $@

setup: $(VENV)/.run ## install what running needs
dev: $(VENV)/.dev ## install what developing needs

# --- Using it -------------------------------------------------------------------------------------

demo: setup ## set up everything, load the demonstration town and serve it (PORT=8000; COUNTY=1: a county of 30 offices)
	@PORT=$(PORT) $(BIN)/tongming demo $(if $(COUNTY),--county)

serve: setup ## serve what is in var/ (PORT=8000)
	@PORT=$(PORT) $(BIN)/tongming serve

# --- Testing --------------------------------------------------------------------------------------

test: dev ## run every test: law, rooms, browser
	@sh tools/chromium.sh
	@echo "==> running the tests"
	@$(PYTEST) -n $(WORKERS) --dist loadfile --no-loadscope-reorder tests

unit: dev ## only the tests that need no database and no browser
	@$(PYTEST) -n $(WORKERS) --dist loadfile tests/unit

integration: dev ## only the tests that need a database
	@$(PYTEST) -n $(WORKERS) --dist loadfile tests/integration

browser: dev ## only the tests in a real browser
	@sh tools/chromium.sh
	@$(PYTEST) tests/browser

test-postgres: dev ## the database tests again, on a PostgreSQL started for them
	@TONGMING_TEST_POSTGRESQL=1 $(PYTEST) -n $(WORKERS) --dist loadfile --no-loadscope-reorder tests/integration

fuzz: dev ## 10,000 mutated files read, 1,000 reports there and back, 100,000 applications counted (long)
	@$(PY) tests/fuzz/fuzz_reader.py
	@$(PY) tests/fuzz/round_trip.py
	@HISTORIES=100000 $(PYTEST) -q tests/integration/reports/test_every_application_counts_once.py

api-fuzz: dev ## ask the API a hundred times more than the tests do (long)
	@API_EXAMPLES=400 $(PYTEST) -q tests/integration/api/test_nothing_breaks_it.py

kill: dev ## kill a publishing process 300 times; the site must stay whole (long)
	@$(PY) -m tests.kills --kills 300

vnu: dev ## the W3C checker over every kind of public page (needs Java and vnu.jar: VNU=…)
	@$(PY) tools/vnu.py $(VNU)

bench: dev ## measure: reading, clock, compile, publishing, rebuild, serving, search, each as a ratio within one run
	@$(PY) -m benchmarks

# --- Checking -------------------------------------------------------------------------------------

lint: dev ## style, types, floors, migrations, catalogue, in that order
	@echo "==> style";      $(BIN)/ruff check . && $(BIN)/ruff format --check .
	@echo "==> types";      $(BIN)/mypy
	@echo "==> floors";     $(BIN)/lint-imports --no-cache
	@echo "==> migrations"; $(BIN)/tongming manage makemigrations --check --dry-run
	@echo "==> catalogue";  $(PY) tools/messages.py check

types: dev ## only the types
	@$(BIN)/mypy

format: dev ## put the code in shape
	@$(BIN)/ruff check --fix . ; $(BIN)/ruff format .

messages: dev ## collect the sentences for the English catalogue and compile it (needs GNU gettext)
	@$(PY) tools/messages.py update

lock: ## pin the newest versions that pyproject.toml allows (needs uv)
	@sh tools/lock.sh

ci: ## what the build server runs
	@sh .ci/run

clean: ## remove what was built; var/ with its data stays
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis dist build
