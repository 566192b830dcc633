# Everything is made in .venv, from the lock files, with nothing but Python 3.11+ and make.

VENV := .venv
PY := $(VENV)/bin/python
UV := $(VENV)/bin/uv
LOCKED := pip install --python $(PY) --no-deps --require-hashes

# The first interpreter that is new enough and can make an environment, unless PYTHON=… names one.
USABLE := -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))'
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$python $(USABLE) 2>/dev/null && { echo $$python; break; }; done)

# A caller's own Python settings must not leak in; where packages come from stays their choice.
unexport PYTHONHOME PYTHONPATH PIP_CONSTRAINT PIP_PREFIX PIP_TARGET
unexport UV_CONSTRAINT UV_EXCLUDE UV_OVERRIDE UV_PREFIX UV_TARGET
export PIP_USER := 0

.PHONY: help demo test lint soak bench openai anthropic ollama env lock clean
.DEFAULT_GOAL := help

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z][a-z ]*:.*## / {gsub(" ", " | ", $$1); printf "  make %-28s %s\n", $$1, $$2}' \
		$(firstword $(MAKEFILE_LIST))

demo: $(VENV)/.runtime ## Ingest the sample archive, answer four questions, go on as a chat
	@$(PY) -m bot demo

test: lint ## Lint, then run the tests (all but soak)
	$(PY) -m pytest

lint: $(VENV)/.dev ## Check style, types and the arrows between the rooms
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	$(VENV)/bin/lint-imports

soak: $(VENV)/.dev ## Run the tests that take minutes: crashes, damage, scale
	$(PY) -m pytest -m soak

bench: $(VENV)/.dev ## Say how to measure quality and speed
	@$(PY) -m bench --help

openai anthropic ollama: $(VENV)/.runtime ## Add a provider's package to the environment
	$(UV) pip install --python $(PY) --no-build-isolation --constraint requirements.lock -e '.[$@]'

env: $(VENV)/.runtime ## Make the environment only

lock: $(UV) ## Write the lock files again (UPGRADE=--upgrade takes newer releases)
	$(call compile,pyproject.toml --group build,requirements.lock)
	$(call compile,--group dev --constraint requirements.lock,requirements-dev.lock)
	$(call compile,--group installer,requirements-installer.lock)

clean: ## Remove the environment and everything built
	rm -rf $(VENV) .demo build dist *.egg-info .mypy_cache .pytest_cache .ruff_cache \
		.import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Arguments: what to lock, and the file to write.
define compile
$(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --custom-compile-command 'make lock' $(UPGRADE) $(1) --output-file $(2)
endef

$(UV): requirements-installer.lock
	@$(if $(PYTHON),$(PYTHON),false) $(USABLE) 2>/dev/null || { \
		echo 'Backfile needs Python 3.11 or newer with its venv module, and found none.'; \
		echo 'Install it (Debian, Ubuntu: apt install python3 python3-venv; macOS: brew install'; \
		echo 'python), or name one: make PYTHON=/path/to/python3.11'; \
		exit 1; } >&2
	@echo 'Making the environment in $(VENV), once. It takes about 650 MB.'
	@$(PYTHON) -m venv --clear $(VENV)
	@$(PY) -m pip install --quiet --quiet --disable-pip-version-check --no-deps --require-hashes \
		--only-binary :all: -r $<
	@touch -c $@

$(VENV)/.runtime: requirements.lock pyproject.toml $(UV)
	@$(UV) $(LOCKED) $$(test -t 2 || echo --quiet) -r requirements.lock
	@$(UV) pip install --quiet --python $(PY) --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.runtime
	@$(UV) $(LOCKED) $$(test -t 2 || echo --quiet) -r requirements-dev.lock
	@touch $@
