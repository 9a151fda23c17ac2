# The four commands, and `make lock` for whoever changes a dependency.
# Arguments reach the command line: make build ARGS="--site-dir build/try"

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

BIN := .venv/bin
ARGS ?=

.PHONY: help install build serve test lock sbom audit clean

help:
	@echo "make build    install what is needed and build the site into site/"
	@echo "make serve    the same, then show it in a browser and rebuild what changes"
	@echo "make test     install what is needed and run every check and test"
	@echo "make install  only install what is needed"
	@echo "make lock     choose the newest allowed dependencies again (after editing pyproject.toml)"
	@echo "make sbom     write what Casebook is made of to build/sbom.json (CycloneDX)"
	@echo "make audit    ask whether a hole is known in a dependency"
	@echo "make clean    remove what was built; the environment in .venv/ stays"

install: .venv/installed
	@:

build: install
	@.ci/prepare documents
	@$(BIN)/casebook build $(ARGS)

serve: install
	@.ci/prepare documents
	@$(BIN)/casebook serve $(ARGS)

test: install
	@.ci/prepare chromium documents
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict scripts tests
	$(BIN)/pytest $(ARGS)

# Every file that is installed stands in the lock with its hash; our own package is linked, not
# built from the network. The stamp is written last, so an interrupted install starts again.
.venv/installed: requirements.lock pyproject.toml
	@.ci/prepare python
	@echo "Installing the locked dependencies into .venv/ (once; about a minute)"
	@$(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check --no-deps --require-hashes \
	    --only-binary :all: --requirement requirements.lock
	@$(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check --no-deps --no-index \
	    --no-build-isolation --editable .
	@touch $@

# uv chooses; nothing else of the project uses it, so it is not part of the environment.
lock:
	@.ci/prepare python
	@$(BIN)/python -m venv build/lock
	@build/lock/bin/pip install --quiet --quiet --disable-pip-version-check "uv==0.13.9"
	@build/lock/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 \
	    --generate-hashes --no-emit-index-url --no-header --group dev \
	    pyproject.toml --output-file requirements.lock

# Like uv above, the tools of these two are no part of the environment that they look at.
sbom: install
	@$(BIN)/python -m venv build/sbom
	@build/sbom/bin/pip install --quiet --quiet --disable-pip-version-check "cyclonedx-bom==7.5.0"
	@build/sbom/bin/cyclonedx-py environment $(BIN)/python --pyproject pyproject.toml \
	    --output-reproducible --output-format JSON --output-file build/sbom.json
	@echo "Wrote build/sbom.json"

audit: install
	@.ci/audit

clean:
	@rm -rf site .site-next build
