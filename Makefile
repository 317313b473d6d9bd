# make run     set up and serve on http://127.0.0.1:8000 (make run PORT=9000)
# make test    set up and run every test, in a real browser too (make test T="tests/laws -k op")
# make chromium   install the browser that the tests drive, with apt (needs root)
# make mutants break the code in small ways and print what no test notices (make mutants N=50 SEED=2,
#              make mutants T=engine/formula for one part)
# make lint    what continuous integration checks besides
# make audit   search the code and the libraries of a server for known weaknesses (fetches the tools)
# make lock    renew requirements*.lock from pyproject.toml
# make quick   the tests worth running after every change: the engine and the use cases on few seeds,
#              no web, no browser (make quick T=tests/web for all of the web but the browser)
# make format  sort the imports and format every file
# make slopes  let SymPy differentiate every activation again
# make golden  write tests/golden/*.json anew from the code, and show what changed
# make migration NAME=add_goals   write the next migration from the models, and try it
# make fairness write docs/fairness.md anew from simulated learners (make fairness N=20 is quicker)
# make bench   measure everything that has a goal, and write docs/performance.md (a few minutes)
# make gallery write docs/gallery.md anew, from every template, op and question type

PORT ?= 8000
HOST ?= 127.0.0.1
T ?=
N ?= 20
SEED ?= 1
UV = .venv/bin/uv
SUPPORTED = import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 11))
# The first that really runs: a version manager's shim may be found and still refuse. That of the
# system comes first, as one compiled by hand without its optimisations takes a quarter longer.
PYTHON ?= $(firstword $(shell for python in /usr/bin/python3 python3 python3.14 python3.13 python3.12 python3.11; \
	do $$python -c '$(SUPPORTED)' >/dev/null 2>&1 && echo $$python; done))

# Bytecode is written at the first import of a module: compiling the 5,000 that are installed would
# take twice as long as the rest of the set-up.
unexport PYTHONDONTWRITEBYTECODE
unexport PYTHONPATH PYTHONHOME VIRTUAL_ENV
export UV_PYTHON_DOWNLOADS = never

# an environment whose Python was moved or upgraded is made again
$(shell .venv/bin/python -c '' 2>/dev/null || rm -f .venv/.ready)

.PHONY: run test chromium quick mutants lint audit format lock slopes golden migration gallery fairness bench
run: .venv/.ready
	@exec .venv/bin/python -m quizapp serve --host $(HOST) --port $(PORT)

test: .venv/.dev
	@.venv/bin/python tests/browser.py
	@.venv/bin/python -m pytest --numprocesses auto --dist worksteal $(T)

# without .venv, which sudo would make root's
chromium:
	@$(PYTHON) tests/browser.py --install

mutants: .venv/.dev
	@nice .venv/bin/python -m tests.mutants $(N) $(SEED) $(T)

QUICK = tests/engine tests/laws tests/mock tests/plan tests/quizapp
quick: .venv/.dev
	@QUIZAPP_TEST_SEEDS=2 .venv/bin/python -m pytest --numprocesses auto --dist worksteal \
		-m "not browser and not slow" $(or $(T),$(QUICK))

lint: .venv/.dev
	.venv/bin/ruff check
	.venv/bin/ruff format --check --quiet
	.venv/bin/mypy

audit: .venv/.ready
	$(UV) tool run bandit --quiet --recursive --severity-level high engine quizapp
	$(UV) tool run pip-audit --disable-pip --require-hashes --requirement requirements-server.lock

format: .venv/.dev
	@.venv/bin/ruff check --quiet --fix-only --select I
	@.venv/bin/ruff format

COMPILE = $(UV) pip compile --quiet --universal --generate-hashes --no-header --no-annotate
lock: .venv/.ready
	$(COMPILE) --upgrade --group dev pyproject.toml -o requirements-dev.lock
	$(COMPILE) --upgrade --group build -c requirements-dev.lock pyproject.toml -o requirements.lock
	$(COMPILE) --upgrade --group build --all-extras -c requirements-dev.lock pyproject.toml -o requirements-server.lock

slopes: .venv/.dev
	@.venv/bin/python -m engine.proof > .venv/slopes.py
	@.venv/bin/ruff format --quiet .venv/slopes.py && mv .venv/slopes.py engine/derivation/slopes.py

gallery: .venv/.dev
	@.venv/bin/python -m engine.proof.gallery > .venv/gallery.md
	@mv .venv/gallery.md docs/gallery.md

fairness: N = 200
fairness: .venv/.dev
	@.venv/bin/python -m benchmarks.fairness $(N) --write

bench: .venv/.dev
	@.venv/bin/python -m benchmarks.everything --write

golden: .venv/.dev
	@.venv/bin/python -m tests.golden

NAME ?=
migration: .venv/.dev
	@.venv/bin/python -m migrations.new "$(NAME)"

.venv/.ready: requirements.lock pyproject.toml hatch_build.py
	@test -n "$(PYTHON)" || { echo "quizapp needs Python 3.11 or newer with venv (on Debian:" \
		"apt install python3-venv). Is it elsewhere? make PYTHON=/path/to/python3"; exit 1; }
	@echo "Setting up .venv; this happens once."
	@.venv/bin/python -c '$(SUPPORTED)' 2>/dev/null || $(PYTHON) -m venv --clear .venv
	@.venv/bin/python -m pip install --quiet --disable-pip-version-check uv
	@$(UV) pip sync --quiet --require-hashes requirements.lock
	@$(UV) pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

# what tests and linters need on top, a good third of it for driving a browser
.venv/.dev: requirements-dev.lock .venv/.ready
	@$(UV) pip install --quiet --require-hashes --requirement requirements-dev.lock
	@touch $@
