# Two commands: `make run` serves the dashboard, `make test` checks everything. Both set up what they need.
PYTHON ?= $(shell for each in python3.13 python3.12 python3.11 python3; do \
	command -v $$each >/dev/null 2>&1 && $$each -c 'import sys; sys.exit(sys.version_info < (3, 11))' && echo $$each && break; done)
PORT ?= 8501
ADDRESS ?= 127.0.0.1
RUN = .venv/bin/python -m

.PHONY: run test check fix prepared programs unit browser bench clean

run: .venv/runtime
	@$(RUN) sharedwealth serve --port $(PORT) --address $(ADDRESS)

test: check unit browser

check: .venv/development
	$(RUN) ruff check .
	$(RUN) ruff format --check .
	$(RUN) mypy
	.venv/bin/python -c "from importlinter.cli import lint_imports_command; lint_imports_command()"

fix: .venv/development
	$(RUN) ruff check --fix .
	$(RUN) ruff format .

# Boundaries and a demonstration province, before several processes want them at once.
prepared: .venv/development
	@.venv/bin/python -c "from sharedwealth import prepare, settings; prepare.everything(settings.load())"

# A Chromium and a Chinese font, and LibreOffice where it can be had.
programs: .venv/development
	@.venv/bin/python tools/ensure_programs.py

unit: prepared programs
	$(RUN) pytest -m "not browser" -n 2 --dist loadfile

# What failed is run once more by itself: what a busy machine did not get done in time passes, what is wrong fails again.
browser: prepared programs
	$(RUN) pytest -m browser -n 2 --dist loadfile || \
		{ echo "Once more, those that failed:"; $(RUN) pytest -m browser --last-failed --last-failed-no-failures none; }

bench: programs
	$(RUN) sharedwealth bench

clean:
	rm -rf .venv data/boundaries data/partitions data/snapshots

.venv/bin/python:
	@if [ -z "$(PYTHON)" ]; then \
		echo "Python 3.11 or later is needed; found: $$(python3 --version 2>&1 || echo none)."; \
		echo "Install one and run again, or name it: make run PYTHON=/path/to/python3.11"; \
		echo "需要 Python 3.11 或更高版本。请先安装，或指定：make run PYTHON=/path/to/python3.11"; exit 1; fi
	@if ! $(PYTHON) -m venv .venv; then \
		rm -rf .venv; \
		echo "Python's own venv module is missing; on Debian and Ubuntu: apt-get install python3-venv"; exit 1; fi

# A stamp is newer than the requirements it was installed from.
.venv/runtime: requirements.txt | .venv/bin/python
	@echo "Installing the runtime into .venv …"
	@$(RUN) pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch .venv/runtime

.venv/development: requirements.txt requirements-dev.txt | .venv/bin/python
	@echo "Installing the runtime and the tools into .venv …"
	@$(RUN) pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch .venv/development .venv/runtime
