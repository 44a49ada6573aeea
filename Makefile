# Needs git, make and python3 (3.11 to 3.13) with venv and pip; writes nothing outside this folder
# but the caches of pip and uv.
# The targets: setup, run, test, check, docs.
PYTHON ?= python3
export PREFECT_HOME ?= $(CURDIR)/.prefect
export DO_NOT_TRACK = 1
export PREFECT_SERVER_ANALYTICS_ENABLED = false
export PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS = 120

.PHONY: setup run test check docs

setup: .venv/.synced

.venv/.synced: pyproject.toml uv.lock
	$(PYTHON) -m venv .venv
	.venv/bin/pip --quiet install uv
	.venv/bin/uv sync --quiet --frozen --compile-bytecode
	@touch $@

run: setup
	.venv/bin/dateline run

test: setup
	.venv/bin/pytest

check: setup
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/pyright
	.venv/bin/lint-imports
	.venv/bin/python -m warehouse.dictionary --check

docs: setup
	.venv/bin/python -m warehouse.dictionary
	.venv/bin/python tests/readme_blocks.py
