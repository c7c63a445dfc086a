# Every target works from a fresh clone: what it needs is installed first, and only when the locks have changed.

PYTHON = python3
HOST =
PORT =
DEV =
UV = uv

BIN = .venv/bin
INSTALLED = .venv/.installed

.DEFAULT_GOAL := help
.PHONY: help install run test check format quality quality-check claims bench openapi contract lock image clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

install: $(INSTALLED) ## Make .venv with everything that run and test need

$(INSTALLED): requirements/development.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("claimcheck needs Python 3.11 or newer, this is %d.%d; name another one: make install PYTHON=python3.12" % sys.version_info[:2])'
	@echo "Installing the locked dependencies into .venv ..."
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements/development.txt
	@$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

run: install ## Serve on http://127.0.0.1:8000, seeded (HOST=, PORT=)
	@$(BIN)/claimcheck serve $(if $(HOST),--host $(HOST)) $(if $(PORT),--port $(PORT))

test: check ## Check the code, then run every test
	@$(BIN)/python -m pytest

check: install ## Lint, formatting, types, arrows between the rooms
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

format: install ## Format the code and mend what ruff can mend
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

quality: install ## Measure the verdicts on the contrastive suite, and stances on labelled pairs (DEV=FILE)
	@$(BIN)/python -m benchmarks.quality
	@$(if $(DEV),$(BIN)/python -m benchmarks.quality --dev $(DEV))

quality-check: install ## Fail if a figure of docs/quality.md has moved by more than its noise (DEV=FILE)
	@$(BIN)/python -m benchmarks.quality --check
	@$(if $(DEV),$(BIN)/python -m benchmarks.quality --check --dev $(DEV))

claims: install ## Measure claim detection (WORTHINESS=FILE: check-worthiness too)
	@$(BIN)/python -m benchmarks.claims $(if $(WORTHINESS),--check-worthiness $(WORTHINESS))

bench: install ## Measure the time of one check at 1,000, 10,000 and 100,000 statements
	@$(BIN)/python -m benchmarks.performance

openapi: install ## Write openapi.yaml from the code
	@$(BIN)/claimcheck openapi --output openapi.yaml

contract: install ## Try the running service with generated requests (schemathesis over openapi.yaml)
	@$(BIN)/python -m benchmarks.contract

lock: ## Pin the newest dependencies that pyproject.toml allows (needs uv)
	$(UV) pip compile $(LOCK_FLAGS) --group build --output-file requirements/build.txt
	$(UV) pip compile $(LOCK_FLAGS) pyproject.toml --output-file requirements/runtime.txt
	$(UV) pip compile $(LOCK_FLAGS) pyproject.toml --extra dev --group build --constraint requirements/runtime.txt --output-file requirements/development.txt

LOCK_FLAGS = --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --custom-compile-command "make lock"

image: ## Build the container image without a container engine, and check that it answers (needs buildah, debootstrap)
	@benchmarks/image/build.sh

clean: ## Remove .venv and every cache
	rm -rf .venv build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
