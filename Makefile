# The commands of the house; `make help` lists them.
.DEFAULT_GOAL := help
.NOTPARALLEL:
SHELL := /bin/sh
PY := .venv/bin/python
FLASK := $(PY) -m tools.run
PYTEST := $(PY) -m pytest -n $(or $(JOBS),2) --dist loadgroup
SOURCES := ambassadors bench config.py migrations tests tools wsgi.py

.PHONY: help run test hostile pages journeys bench ci lint format types audit db migration check-migrations places seed lock clean env env-dev

help: ## lists these commands
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{ printf "%-17s %s\n", $$1, $$2 }'

run: env ## starts the site and its worker on http://127.0.0.1:$PORT (5000), with demonstration data
	@exec $(PY) -m tools.run

test: env-dev ## runs the tests on SQLite, and on PostgreSQL too where TEST_DATABASE_URL is set
	@$(PY) -m tools.browser
	@echo "— Tests sur SQLite"
	@env -u TEST_DATABASE_URL $(PYTEST) -m "not crawl and not storm"
	@if [ -n "$$TEST_DATABASE_URL" ]; then echo "— Tests sur PostgreSQL" && $(PYTEST) -m "not crawl and not storm and not static"; \
	else echo "(PostgreSQL : non testé, TEST_DATABASE_URL n’est pas défini.)"; fi

hostile: env-dev ## sends hostile values in every form as every role, on PostgreSQL where TEST_DATABASE_URL is set
	@$(PYTEST) -m storm tests/hostile

pages: env-dev ## reads every kind of page as every role: axe-core, 320 px, Nu checker
	@$(PY) -m tools.browser
	@$(PYTEST) -m crawl tests/pages

journeys: env-dev ## runs the browser journeys alone
	@$(PY) -m tools.browser
	@$(PYTEST) tests/journeys

bench: env-dev ## measures pages on a large generated content
	@$(PY) -m bench

ci: ## does all that continuous integration does
	@bash .ci/run

lint: env-dev ## checks format, style, templates, security and imports
	$(PY) -m ruff format --check $(SOURCES)
	$(PY) -m ruff check $(SOURCES)
	$(PY) -m djlint --quiet --lint templates
	$(PY) -m bandit --quiet --recursive --configfile pyproject.toml ambassadors config.py wsgi.py

format: env-dev ## puts the code in the house's format
	$(PY) -m ruff check --fix-only --exit-zero $(SOURCES)
	$(PY) -m ruff format $(SOURCES)

types: env-dev ## checks the types (mypy, strict)
	$(PY) -m mypy

db: env ## brings the database up to the newest migration
	@$(FLASK) db upgrade

migration: env-dev ## writes a migration from the models: make migration name=what_changes
	@test -n "$(name)" || { echo "Donnez-lui un nom : make migration name=ajoute_les_portraits" >&2; exit 1; }
	@$(FLASK) db revision "$(name)"

check-migrations: env ## tells whether the migrations make what the models say, on a new database
	@folder=$$(mktemp -d) && export DATABASE_URL="sqlite:///$$folder/check.db" && \
	$(FLASK) db upgrade && $(FLASK) db check && rm -r "$$folder"

places: env ## loads or updates the official places
	@$(FLASK) places load

seed: env ## loads the demonstration data
	@$(FLASK) demo load

lock: ## writes both lock files anew from pyproject.toml (uv needed; UPGRADE=1 takes newer versions)
	@command -v uv >/dev/null || { echo "uv est nécessaire pour écrire les verrous." >&2; exit 1; }
	sh tools/lock.sh $(if $(UPGRADE),--upgrade)

clean: ## removes caches (not the database, nor .venv)
	rm -rf .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find . -path ./.venv -prune -o -name __pycache__ -type d -exec rm -rf {} +

env: python
	@python3 tools/environment.py run

env-dev: python
	@python3 tools/environment.py dev

.PHONY: python
python:
	@command -v python3 >/dev/null || { echo "python3 (3.11 ou plus récent) est nécessaire. Sur Debian ou Ubuntu : sudo apt install python3 python3-venv" >&2; exit 1; }
