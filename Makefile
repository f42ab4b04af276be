# make run | ask | test are all that a user needs; each sets up what it lacks and says so.
SHELL := /bin/bash
PYTHON ?= python3
VENV ?= .venv
PORT ?= 8501
BIN := $(VENV)/bin
BASE := $(VENV)/.base
DEV := $(VENV)/.dev
INDEXED := var/.indexed
SOURCES := $(shell find corpus index -type f -not -path '*/__pycache__/*')
Q ?= Hvornår kan jeg henvise til et tværfagligt smertecenter?

export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_NO_INPUT := 1
export TOKENIZERS_PARALLELISM := false
export Q

.DELETE_ON_ERROR:
.PHONY: help run ask test check format bench load eval ablation index readme pictures models train clean

help: ## what there is
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 10

run: $(INDEXED) ## the app on http://127.0.0.1:8501
	@$(BIN)/smertevejviser serve --port $(PORT)

ask: $(INDEXED) ## one question in the terminal: make ask Q="..."
	@$(BIN)/smertevejviser ask -- "$$Q"

index: $(INDEXED) ## build the index, if there is none that fits

test: $(DEV) $(INDEXED) ## the tests, two files at a time
	@$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

check: $(DEV) ## formatting, lint and types
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy

format: $(DEV) ## format the code
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

bench: $(INDEXED) ## cold start, latency, memory
	@$(BIN)/python -m tests.bench

load: $(INDEXED) ## 20 users at once: how long they wait, memory
	@$(BIN)/python -m tests.load

eval: $(INDEXED) ## measure the answers: figures, plots and what failed
	@$(BIN)/smertevejviser eval

ablation: $(INDEXED) ## what each part of the retrieval is worth
	@$(BIN)/python -m eval.ablation

readme: $(INDEXED) ## put the last report into README and the page on quality
	@$(BIN)/python -m eval.readme

pictures: $(DEV) eval ## take the pictures in docs/ anew (needs chromium)
	@$(BIN)/python -m tests.pictures

models: $(DEV) ## sentence-transformers: other embedders, and training

train: $(DEV) ## train the shipped embedder anew; the same corpus gives the same bytes
	@$(BIN)/python -m index train

clean: ## remove what was installed and built
	rm -rf $(VENV) var

$(BASE): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(0 if (3, 11) <= sys.version_info[:2] < (3, 14) else "Python 3.11, 3.12 or 3.13 is needed, this is " + sys.version)'
	@$(PYTHON) -c 'import ensurepip, venv' || { echo "Python's venv is missing: install python3-venv"; exit 1; }
	@echo "Installing into $(VENV) (about a minute the first time) ..."
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install -qq -r requirements.lock
	@$(BIN)/python -m pip install -qq --no-deps --no-build-isolation -e .
	@touch $@

$(INDEXED): $(BASE) $(SOURCES)
	@$(BIN)/smertevejviser index
	@touch $@

# torch first and alone: where a CPU build of that version is at hand pip takes it, and the next
# call finds it satisfied; left to the resolver, pip fetches several GB of CUDA.
$(DEV): $(BASE) requirements-dev.lock
	@echo "Installing what tests and training need (torch and sentence-transformers; some minutes) ..."
	@$(BIN)/python -m pip install -qq "$$(grep '^torch==' requirements-dev.lock)"
	@$(BIN)/python -m pip install -qq -r requirements-dev.lock
	@touch $@
