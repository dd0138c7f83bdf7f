.PHONY: demo test torture check bench lock pictures clean

PYTHON ?= python3
BIN = .venv/bin
PIP = $(BIN)/python -m pip --quiet --disable-pip-version-check
# What Python compiled is kept: else every worker, and every program that a test starts, does it again.
export PYTHONDONTWRITEBYTECODE =
OLD = onrecord needs Python 3.11 or newer; name one: make PYTHON=python3.12 demo

# Opens the reader on the sample dossier.
demo: .venv/ready
	@$(BIN)/onrecord demo

# On all processors; a test alone is quicker without `-n`.
test: .venv/ready
	@$(BIN)/python -m pytest -n auto --dist worksteal

# The slow tests too: kills, floods, a wheel built and installed.
torture: .venv/ready
	@$(BIN)/python -m pytest -n auto --dist worksteal -m "slow or not slow"

# Style, types and the direction of imports.
check: .venv/ready
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

# What a library costs as it grows, in ratios (docs/performance.md); a quarter of an hour beside others.
bench: .venv/ready
	$(BIN)/python -m benchmarks.performance

# Everything comes from the lock, the build backend too: nothing else is fetched.  Begun anew each time:
# what an interrupted set-up has left stands in the way of the next one.
.venv/ready: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "$(OLD)")'
	@echo "Setting up .venv (once, about a minute)"
	@$(PYTHON) -m venv --clear .venv
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

# Pins every package with its hashes, for every platform; run it after a change to pyproject.toml.
# Pins stay as they are where they can: delete requirements.lock first to renew them all.
lock:
	$(PYTHON) -m venv .venv
	$(PIP) install uv
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" \
	  --group dev --group build pyproject.toml --output-file requirements.lock

# Draws the pictures of the documentation from the running program.
pictures: .venv/ready
	$(BIN)/python scripts/pictures.py

clean:
	rm -rf .venv
