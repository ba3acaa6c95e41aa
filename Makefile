# Hadir: the two commands of the README are `make run` and `make test`.
# Everything is installed into .venv, pinned by hash; nothing else on the machine changes,
# except that `make test` installs Debian's Chromium and nginx where they are not found (`make
# bench`: nginx).

SHELL := /bin/sh
.DEFAULT_GOAL := run
.PHONY: run test check bench mutate install install-dev chromium nginx

VENV := .venv
PY := $(VENV)/bin/python
PACKAGES := asn_wfh accounts services attendance
PYTEST_ARGS ?= -n 2
export PIP_DISABLE_PIP_VERSION_CHECK := 1

run: install
	@exec $(PY) manage.py up

test: install-dev chromium nginx
	@$(PY) -m pytest $(PYTEST_ARGS)

check: install-dev
	$(PY) -m ruff format --check .
	$(PY) -m ruff check .
	$(PY) -m mypy $(PACKAGES)
	$(VENV)/bin/lint-imports
	$(PY) -m djlint templates --lint --quiet
	$(PY) -m asn_wfh.catalogue --check
	$(PY) -m asn_wfh.engines manage.py makemigrations --check --dry-run
	$(PY) -m asn_wfh.engines manage.py check --fail-level WARNING

bench: install-dev nginx
	@$(PY) -m benchmarks

mutate: install-dev
	@$(PY) -m tests.mutation

install:
	@sh deploy/install.sh requirements.txt

install-dev:
	@sh deploy/install.sh requirements-dev.txt

chromium:
	@sh deploy/chromium.sh

nginx:
	@sh deploy/nginx.sh
