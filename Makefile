# make run         opens the board            (PORT=8600 uses another port, HOST=0.0.0.0 lets other machines in)
# make setup       installs only what runs Studyboard
# make run-sheet   opens the board on a stand-in for a Google Sheet    (WORKBOOK=season.xlsx replaces the sample)
# make check       checks the code, runs the quick tests: under a minute
# make test        checks the code, runs every test    (COVER=yes measures which branches they run, for half as long again)
# make bench       runs the benchmarks
# make audit       looks for known holes in the installed packages  (pip-audit)
# make load        sends 200 signed-in visitors to two replicas behind nginx, then an hour of visits in short
# make stay        counts Google's requests while 200 boards stay open for ten minutes
# make community   simulates a week of a community's deployment on a simulated clock
# make web         visits the board on an emulated phone, and holds the limits of its first visit    (ROUNDS=2 is short)
# make soak        keeps 20 visitors on one server for ten minutes, under attacks    (SECONDS=60 makes it short)
# make catalogues  collects the texts in studylib/text/locale and compiles them
# make format      formats the code
# make constraints pins what requirements*.txt pull in. Run it after a change there.
#
# Each target first installs what it needs into .venv. PYTHON=python3.12 chooses the interpreter.
# Call tools as modules, never by their scripts: a script's first line breaks if the path has a space.

PYTHON ?= python3
PORT ?=
# Whoever sits at this machine leads the study, so by default no other machine may connect.
HOST ?= localhost
VENV := .venv/bin/python
PIP := $(VENV) -m pip install -qq --disable-pip-version-check
# Many tests start a server or the command. Let each find the code compiled, even where that is switched off.
export PYTHONDONTWRITEBYTECODE :=

# An upgrade of Python breaks the venv. Make it again then.
$(shell $(VENV) -c "" 2>/dev/null || rm -f .venv/*.stamp)

.PHONY: run setup run-sheet check lint test audit bench load stay community web catalogues format constraints

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

# The order of the files, browsers early: else the files with the fewest tests, which are the longest, come last.
COVER ?=
test: lint
	$(VENV) tests/install.py
	$(VENV) -m pytest -n 2 --dist loadfile --no-loadscope-reorder $(if $(COVER),--cov --cov-report=term:skip-covered)

bench: .venv/test.stamp
	$(VENV) -m pytest benchmarks

# ANSWER=or-not reports a service that does not answer, but does not fail.
ANSWER ?=
audit: .venv/made.stamp
	$(VENV) -m tests.audit $(if $(ANSWER),--answer-$(ANSWER))

load: .venv/test.stamp
	$(VENV) tests/install.py
	$(VENV) -m benchmarks.load

stay: .venv/test.stamp
	$(VENV) -m benchmarks.stay

community: .venv/test.stamp
	$(VENV) -m benchmarks.community

ROUNDS ?= 5
web: .venv/test.stamp
	$(VENV) tests/install.py
	$(VENV) -m benchmarks.web --rounds $(ROUNDS)

SECONDS ?= 600
soak: .venv/test.stamp
	$(VENV) -m benchmarks.soak --seconds $(SECONDS)

format: .venv/test.stamp
	$(VENV) -m ruff check --fix .
	$(VENV) -m ruff format .

# Write no line numbers and no dates, so that only texts change these files. Leave out Babel's guessed translations.
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

# A stamp marks a finished install. An interrupted install runs again.
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
