# Everything here sets up .venv by itself; it needs Python 3.11 or newer, and nothing of the home folder.
.DEFAULT_GOAL := help
.PHONY: help setup chat test check interface size torture bench trial lock audit sbom

UV_VERSION := 0.13.9
AUDIT := pip-audit==2.10.1
SBOM := cyclonedx-bom==7.5.0
READY := .venv/ready

# Copies of what is cached, and no hard links to it: NLTK, which llama-index splits sentences with, refuses those.
export UV_LINK_MODE := copy
PYTEST := .venv/bin/python -m pytest

# The first that is new enough; `make PYTHON=… chat` overrules.
PYTHON ?= $(shell for python in python3.11 python3.12 python3.13 python3 python; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)

# A home folder that cannot be written to, as in many containers, moves the archive and the caches into the checkout.
ifneq ($(shell test -d "$$HOME" && test -w "$$HOME" && echo yes),yes)
export HOME := $(CURDIR)/.cache/home
export XDG_DATA_HOME := $(HOME)/.local/share
export XDG_CACHE_HOME := $(HOME)/.cache
endif

help:
	@echo "make chat     set up, index the seed articles if there is no archive yet, and open the page"
	@echo "make test     set up and run every test"
	@echo "make check    formatting, lint, types, tests"
	@echo "make interface  write down what programs outside rely on, once the CHANGELOG says how it changed"
	@echo "make size     how much room an installation takes, and for what"
	@echo "make torture  the full rounds of what the tests sample (hours)"
	@echo "make bench    beside other libraries, over ARTICLES=… QUESTIONS=… if they are given; then the other benchmarks"
	@echo "make trial    have your language model sit the exam and answer 40 questions, some over FOLDER=…; writes trial.md"
	@echo "make lock     resolve the dependencies anew into requirements.lock"
	@echo "make audit    known vulnerabilities of what the lock names; needs the package index, and fails where one cannot be looked up"
	@echo "make sbom     what is installed, with licences, as CycloneDX into dist/sbom.json"

setup: $(READY)

$(READY): requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer was not found; install it, or name it: make PYTHON=/path/to/python chat"; exit 1; }
	@mkdir -p "$$HOME"
	@test -x .venv/bin/python || $(PYTHON) -m venv .venv || { \
		echo "$(PYTHON) cannot make a virtual environment; on Debian and Ubuntu: apt-get install python3-venv"; exit 1; }
	@echo "Installing the dependencies into .venv (about 1.6 GB; once)"
	@if .venv/bin/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION); then \
		.venv/bin/uv pip install --quiet --python .venv/bin/python --no-deps --require-hashes -r requirements.lock; \
	else \
		.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock; \
	fi
	@.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $(READY)

chat: $(READY)
	@.venv/bin/pullquote status >/dev/null 2>&1; test $$? -ne 2 || .venv/bin/pullquote index seeds
	@.venv/bin/pullquote chat

# Four workers for two cores: tests of the page and of servers mostly wait. Each worker's models keep to one thread, or
# they would fight over the cores.
test: $(READY)
	@OMP_NUM_THREADS=1 $(PYTEST) --quiet --numprocesses 4 --dist loadfile --no-loadscope-reorder

check: $(READY)
	@.venv/bin/ruff format --check .
	@.venv/bin/ruff check .
	@.venv/bin/mypy
	@$(MAKE) --no-print-directory test

interface: $(READY)
	@PYTHONPATH=.:tests/support .venv/bin/python -m public_interface

size: $(READY)
	@.venv/bin/python tests/benchmarks/installed_size.py

torture: $(READY)
	@$(PYTEST) --override-ini "addopts=--strict-markers --strict-config" -m torture --timeout 0

bench: $(READY)
	@PYTHONPATH=.:tests/support .venv/bin/python tests/benchmarks/side_by_side.py $(if $(ARTICLES),"$(ARTICLES)" "$(QUESTIONS)") $(OPTIONS)
	@$(PYTEST) --override-ini "addopts=--strict-markers --strict-config" -m benchmark_suite --timeout 0 --capture no tests/benchmarks

# Needs OPENAI_API_KEY or OPENAI_BASE_URL, and asks the model some 300 times.
trial: $(READY)
	@.venv/bin/python -m ui.cli.trial_command $(if $(FOLDER),"$(FOLDER)") > trial.md.part && mv trial.md.part trial.md
	@echo "trial.md"

lock: $(READY)
	@.venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --all-extras --group test \
		pyproject.toml --output-file requirements.lock

audit: $(READY)
	@.venv/bin/uv tool run --quiet $(AUDIT) --strict --disable-pip --require-hashes --requirement requirements.lock

sbom: $(READY)
	@mkdir -p dist
	@.venv/bin/uv tool run --quiet --from $(SBOM) cyclonedx-py environment .venv/bin/python \
		--pyproject pyproject.toml --mc-type application --output-reproducible --output-file dist/sbom.json
	@echo "dist/sbom.json"
