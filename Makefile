# The commands for developers. Everything runs from the virtual environment in .venv, made from the lock files.
PYTHON ?= python3
BIN := .venv/bin
PORT ?= 8000
CORES ?= 2

# Store compiled modules; otherwise each of the forty processes of a test run compiles all code again.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: demo setup test test-long lint bench lock
.DEFAULT_GOAL := demo

demo: .venv/runtime  ## run secrel with the examples
	@exec $(BIN)/python manage.py demo --port $(PORT)

setup: .venv/dev  ## install the development environment and system libraries
	@sh .ci/system

test: setup  ## run the tests, with the main browser journeys
	@$(BIN)/python -m pytest -m "not long" -n $(CORES) --dist loadfile

test-long: setup  ## run the long tests: kills, fuzzing, sweeps, and properties on all their examples
	@$(BIN)/python -m pytest -m "long or hypothesis" -n $(CORES) --dist loadfile

lint: .venv/dev
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .
	@$(BIN)/lint-imports
	@$(BIN)/mypy
	@$(BIN)/djlint --lint --quiet templates
	@$(BIN)/python manage.py makemigrations --check --dry-run
	@SECREL_PRODUCTION=1 SECRET_KEY=only-for-this-check-0123456789-abcdefghijklmnopqrstuvwxyz ALLOWED_HOSTS=example.org SITE_URL=https://example.org \
	  $(BIN)/python manage.py check --deploy --fail-level WARNING

bench: setup  ## measure speed, as ratios within one run
	@$(BIN)/python -m tests.measuring.bench

lock: .venv/dev  ## write the lock files again
	@$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url pyproject.toml -o requirements.lock
	@$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url pyproject.toml --group dev -o requirements-dev.lock

.venv/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed: set PYTHON=python3.11"; exit 1; }
	@echo "Making a virtual environment in .venv (about 10 seconds) …"
	@$(PYTHON) -m venv .venv && touch $@

.venv/runtime: .venv/python requirements.lock
	@echo "Installing secrel's packages into .venv (about 400 MB, 1 to 3 minutes, once) …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@sh .ci/system pango
	@touch $@

.venv/dev: .venv/runtime requirements-dev.lock
	@echo "Installing packages for development and tests into .venv (about 1 minute, once) …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@
