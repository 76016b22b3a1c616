# Everything goes through one .venv; a second call of any target starts at once.
PYTHON ?= python3
BIN    := .venv/bin
PIP    := $(BIN)/python -m pip install --quiet --disable-pip-version-check
LOCK   := $(BIN)/uv pip compile --quiet --universal --generate-hashes --only-binary :all: --no-header \
	--python-version 3.11 pyproject.toml
ADDR   ?= 127.0.0.1:8000

# Small matrices are slower on many BLAS threads than on one; processes do the parallel work.
export OPENBLAS_NUM_THREADS := 1
export OMP_NUM_THREADS := 1
export MKL_NUM_THREADS := 1
# mkdocs-material announces its successor at every start; the README says what we do about it.
export NO_MKDOCS_2_WARNING := 1

.PHONY: help install serve build book test long lint check bench lock clean
help:
	@echo "make serve | test | long | build | book | lint | check | bench | lock | clean"

# What the site needs; `make test`, `long`, `lint` and `lock` add the rest. Wheels only: nothing is compiled.
install: .venv/installed

.venv/installed: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "dlnotes needs Python 3.11 or newer; set PYTHON=...")'
	$(PYTHON) -m venv .venv
	$(PIP) --require-hashes --only-binary :all: -r requirements.lock
	$(PIP) --no-deps --no-build-isolation -e .
	@touch $@

.venv/installed-test: requirements-test.lock .venv/installed
	$(PIP) --require-hashes --only-binary :all: -r requirements-test.lock
	@touch $@

serve: install
	$(BIN)/python -m mkdocs serve --dev-addr $(ADDR)

build: install
	$(BIN)/python -m mkdocs build --strict

# All lessons as site/dlnotes.pdf, printed by Chromium, and the site as site/dlnotes.zip.
book: build .venv/installed-test
	$(BIN)/python -m tests.book site

# Results first, then one file of tests beside the other, each from its top to its bottom.
test: .venv/installed-test
	$(BIN)/dlnotes build
	$(BIN)/python -m pytest -n logical --dist loadfile

# All mutants of the mathematics and of the rules, thirty killed builds, the book: a job for the night.
long: .venv/installed-test
	DLNOTES_LONG=1 $(BIN)/python -m pytest tests/long

# Lines, names, likely bugs; layout; which way imports run. The same three stand in tests/test_lint.py.
lint: .venv/installed-test
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/lint-imports

# The built pages, as files: no traceback, no raw TeX, no unresolved notation, no image without alt.
check: install
	$(BIN)/dlnotes check --site site

# Ratios measured side by side; docs/speed.md, which this writes, says how to read them.
bench: install build
	$(BIN)/python -m tests.bench

lock: .venv/installed-test
	$(LOCK) --upgrade --extra site -o requirements.lock
	$(LOCK) --upgrade --constraint requirements.lock --extra test --extra dask --extra lint --extra lock \
		-o requirements-test.lock

clean:
	rm -rf .venv .cache site docs/generated docs/labs/*.ipynb *.egg-info build dist
