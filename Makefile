# make demo     set up, build the graph of seeds/, answer three questions, serve the page on 127.0.0.1:8000 (PORT=…)
# make test     set up, then all checks: ruff, mypy, pytest
# make fuzz     try what must hold of any decisions and any order of documents on many more examples (FUZZ=…)
# make format   let ruff put the code into its form
# make train    train the weights of extraction on the annotated documents of tests/gold/
# make accuracy print how accurate reading is on the annotated documents kept aside, or on a file of yours (GOLD=…)
# make accuracy-readme  write these figures into README.md
# make accuracy-resolution  print how well actors of different documents are recognised (ERRORS=--errors lists what is wrong)
# make bench    measure the graph beside other stores on a generated world (SIZE=…), and write the table into README.md
# make bench-resolution  print how long it takes to find out who is who in 10,000, 30,000 and 100,000 generated readings
# make bench-reading  print how long reading takes, beside the bare language model
# make crash    kill a process 500 times while it writes, and tell what is lost or half (KILLS=…)
# make readme   write the output of the commands in README.md anew
# make wheel    build dist/actorgraph-*.whl
# make lock     write the lock files anew from pyproject.toml
# make clean    take away all that was made here

PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
DEMO_DB ?= build/demo
GOLD ?=
KILLS ?= 500
SIZE ?= 500000
FUZZ ?= 20
ASIDE := afri eura# regions whose documents are never trained on

VENV := .venv
BIN := $(VENV)/bin
CREATED := $(VENV)/.created
RUNTIME := $(VENV)/.runtime
DEVELOPMENT := $(VENV)/.development
PIP := $(BIN)/python -m pip --disable-pip-version-check
UV := uv==0.13.9

export PIP_DISABLE_PIP_VERSION_CHECK = 1

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup demo test check fuzz format train accuracy accuracy-readme accuracy-resolution bench bench-reading bench-resolution crash readme wheel lock clean

help:
	@sed -n 's/^# make/make/p' Makefile

setup: $(RUNTIME)

demo: $(RUNTIME)
	@rm -rf $(DEMO_DB)
	@mkdir -p $(dir $(DEMO_DB))
	$(BIN)/actorgraph build seeds --db $(DEMO_DB)
	-$(BIN)/actorgraph ask "who spoke with Gallant" --db $(DEMO_DB)
	-$(BIN)/actorgraph ask "who advised Israel?" --db $(DEMO_DB)
	-$(BIN)/actorgraph ask "when did Biden and Netanyahu speak?" --db $(DEMO_DB)
	$(BIN)/actorgraph serve --db $(DEMO_DB) --host $(HOST) --port $(PORT)

test: check

check: $(DEVELOPMENT)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/pytest

fuzz: $(DEVELOPMENT)
	FUZZ=$(FUZZ) $(BIN)/pytest --hypothesis-seed=random tests/test_decisions.py tests/test_resolve.py tests/test_resolve_decisions.py

format: $(DEVELOPMENT)
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

train: $(DEVELOPMENT)
	$(BIN)/python -m graph.train tests/gold/stories.jsonl tests/gold/lean.jsonl tests/gold/wire-*.jsonl tests/gold/constructions.yaml \
		--leave-out $(ASIDE)

accuracy: $(RUNTIME)
	@$(BIN)/python -m graph.accuracy $(GOLD) --aside $(ASIDE)

accuracy-readme: $(RUNTIME)
	@$(BIN)/python -m graph.accuracy --aside $(ASIDE) --write-readme

accuracy-resolution: $(RUNTIME)
	@$(BIN)/python -m graph.accuracy.resolution $(ERRORS)

bench: $(DEVELOPMENT)
	@$(BIN)/python -m graph.bench --interactions $(SIZE) --write-readme

bench-resolution: $(RUNTIME)
	@$(BIN)/python -m graph.bench.resolution

bench-reading: $(RUNTIME)
	@$(BIN)/python -m graph.bench.reading

crash: $(RUNTIME)
	@$(BIN)/python -m graph.crash $(KILLS)

readme: $(DEVELOPMENT)
	$(BIN)/python -m tests.readme

wheel: $(DEVELOPMENT)
	$(BIN)/python -m build --wheel --no-isolation

lock: $(CREATED)
	$(PIP) install --quiet $(UV)
	$(BIN)/uv pip compile pyproject.toml --group setup --universal --generate-hashes --quiet -o requirements.lock
	$(BIN)/uv pip compile pyproject.toml --group dev -c requirements.lock \
		--universal --generate-hashes --quiet -o requirements-dev.lock

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Setting up: each stamp says that a step is done; a step is done again when what it depends on has changed.

$(CREATED):
	@command -v $(PYTHON) >/dev/null || { echo "Python is missing: install python3 (3.11, 3.12 or 3.13), or say PYTHON=…"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' \
		|| { echo "$$($(PYTHON) --version) does not do: give another, for example: make PYTHON=python3.11"; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || { \
		if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
			apt-get update -qq && apt-get install -y -qq --no-install-recommends python3-venv; \
		else \
			echo "Python's venv is missing. Run: sudo apt install python3-venv"; exit 1; \
		fi; }
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear $(VENV)
	@touch $@

$(RUNTIME): $(CREATED) requirements.lock pyproject.toml
	@echo "setting up $(VENV): the first time takes some minutes" >&2
	@$(PIP) install --quiet --require-hashes -r requirements.lock
	@$(PIP) install --quiet --no-deps --no-build-isolation -e .
	@touch $@

$(DEVELOPMENT): $(RUNTIME) requirements-dev.lock
	@$(PIP) install --quiet --require-hashes -r requirements-dev.lock
	@touch $@
