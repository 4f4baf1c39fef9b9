# make run         opens the board            (PORT=8600 for another port, HOST=0.0.0.0 to let other machines in)
# make setup       installs what runs Studyboard, no more
# make run-sheet   opens the board on a stand-in for a Google Sheet    (WORKBOOK=season.xlsx for another than the sample)
# make check       checks the code, runs the quick tests: under a minute
# make test        checks the code, runs every test, measures which branches they run
# make bench       runs the benchmarks
# make audit       asks for known holes in what is installed  (pip-audit)
# make load        200 signed-in visitors on two replicas behind nginx, and an hour of visits in short
# make stay        counts for ten minutes what 200 open boards ask of Google
# make catalogues  gathers the texts into studylib/text/locale and compiles them
# make format      formats the code
# make constraints pins what requirements*.txt pull in, after a change there
#
# Each installs what it needs into .venv first. PYTHON=python3.12 chooses the interpreter.
# Tools are called as modules, never by their scripts: a script's first line breaks when the path has a space in it.

PYTHON ?= python3
PORT ?=
# Whoever sits at this machine leads; so the board is for it alone unless somebody says otherwise.
HOST ?= localhost
VENV := .venv/bin/python
PIP := $(VENV) -m pip install -qq --disable-pip-version-check

# A venv dies with the interpreter it was made from (an upgrade of Python); it is then made anew.
$(shell $(VENV) -c "" 2>/dev/null || rm -f .venv/*.stamp)

.PHONY: run setup run-sheet check lint test audit bench load stay catalogues format constraints

run: .venv/run.stamp
	$(VENV) -m streamlit run app.py --server.address=$(HOST) $(if $(PORT),--server.port=$(PORT))

setup: .venv/run.stamp

WORKBOOK ?=
run-sheet: .venv/run.stamp
	$(VENV) -m tests.stand_ins.googlesheets $(if $(WORKBOOK),"$(WORKBOOK)") --board

# `lint` is what `check` and `test` share.
lint: .venv/test.stamp
	$(VENV) -m ruff check .
	$(VENV) -m ruff format --check .
	$(VENV) -c "from importlinter.cli import lint_imports_command as check; check()" --no-logo
	$(VENV) -m mypy

check: lint
	$(VENV) -m pytest -q -n 2 -m "not slow and not hypothesis"

test: lint
	$(VENV) tests/install.py
	$(VENV) -m pytest -n 2 --dist loadfile --cov --cov-report=term:skip-covered

bench: .venv/test.stamp
	$(VENV) -m pytest benchmarks

# ANSWER=or-not: a service that does not answer is told, but is no failure.
ANSWER ?=
audit: .venv/made.stamp
	$(VENV) -m tests.audit $(if $(ANSWER),--answer-$(ANSWER))

load: .venv/test.stamp
	$(VENV) tests/install.py
	$(VENV) -m benchmarks.load

stay: .venv/test.stamp
	$(VENV) -m benchmarks.stay

format: .venv/test.stamp
	$(VENV) -m ruff check --fix .
	$(VENV) -m ruff format .

# Only texts change these files: no line numbers and no dates in them. Babel's guesses at a translation are left out.
BABEL := $(VENV) -m babel.messages.frontend
catalogues: .venv/run.stamp
	$(BABEL) extract --no-default-keywords --keyword=sentence:1 --keyword=say:1 --no-location --sort-output \
		--no-wrap --project=Studyboard --output=.venv/studyboard.pot app.py pages studylib
	$(BABEL) update --init-missing --domain=studyboard --locale=ko --no-wrap --no-fuzzy-matching --ignore-obsolete \
		--ignore-pot-creation-date --input-file=.venv/studyboard.pot --output-dir=studylib/text/locale
	$(BABEL) compile --domain=studyboard --directory=studylib/text/locale --statistics

constraints: .venv/test.stamp
	$(PIP) uv
	sed '/^-/d' requirements.txt requirements-test.txt | $(VENV) -m uv pip compile - --upgrade --universal \
		--fork-strategy=fewest --python-version=3.11 --no-annotate --no-emit-index-url \
		--custom-compile-command="make constraints" --output-file=constraints.txt

# A stamp says that an install came to its end, so one that was interrupted is done again.
.venv/run.stamp: requirements.txt constraints.txt .venv/made.stamp
	@echo "Installing what runs Studyboard into .venv (about half a minute) ..."
	@$(PIP) -r requirements.txt
	@touch $@

.venv/test.stamp: requirements-test.txt requirements.txt constraints.txt .venv/made.stamp
	@echo "Installing what runs and tests Studyboard into .venv (about a minute) ..."
	@$(PIP) -r requirements-test.txt
	@touch .venv/run.stamp $@

.venv/made.stamp:
	@$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11))" || { \
		echo "Studyboard needs Python 3.11 or newer. Name yours: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	@$(PYTHON) -c "import venv, ensurepip" 2>/dev/null || { \
		echo "This Python cannot make virtual environments. On Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	@$(PYTHON) -m venv --clear .venv
	@touch $@
