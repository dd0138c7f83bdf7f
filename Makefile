.PHONY: demo test check lock clean

PYTHON ?= python3
BIN = .venv/bin

demo: .venv/ready
	@$(BIN)/onrecord demo

test: .venv/ready
	@$(BIN)/python -m pytest

check: .venv/ready
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

.venv/ready: requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

# Pins every package with its hashes, for every platform; run it after a change to pyproject.toml.
lock:
	uvx uv pip compile --quiet --universal --generate-hashes --group dev pyproject.toml -o requirements.lock

clean:
	rm -rf .venv
