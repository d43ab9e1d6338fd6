# MFA Rehearsal. Every target sets itself up and skips what hasn't changed.
#
#   make serve    serve the guide and the simulator on http://127.0.0.1:8000 (PORT= for another)
#   make build    write the site to site/
#   make test     run every test, including those in real browsers
#   make test-fast  run the tests that don't need a browser and don't fuzz, in about a minute
#   make fuzz     send the endpoint 100,000 raw requests, most of them malformed (N= and SEED= for others)
#   make explore  run the tests that draw random cases with cases they haven't drawn before
#   make mutants  break the rules line by line and list the changes that no test catches (ROOMS="iam console")
#   make check    check formatting, lint, types and spelling, and find registry addresses and machine paths
#   make format   fix the formatting
#   make functions  record which functions of a new Pyodide run
#   make images   retake the guide's pictures in the simulator
#   make endpoint serve the fake IAM to boto3 and the AWS CLI (ARGS="--user alice")
#   make package  write a SCORM 1.2 package to site/ (ARGS="--lesson guide --lesson lost-phone")
#   make bench    measure the speed and compare it with peers (N=5 rounds; PROFILES="as-is slow")
#   make lock     write new lock files after a change to pyproject.toml or package.json
#   make clean    delete everything that make has made

PYTHON ?= python3
# Two workers: with more, real browsers wait for one another.
SIDE_BY_SIDE ?= -n 2 --dist worksteal
PORT ?= 8000

# The rooms whose tests draw random cases.
DRAWN := tests/authenticator tests/iam tests/lessons tests/webauthn tests/endpoint/test_who_may_what.py

BIN := .venv/bin
PIP := $(PYTHON) -m pip --quiet --disable-pip-version-check --python $(BIN)/python
INSTALL := $(PIP) install --require-hashes --only-binary :all:
export NO_MKDOCS_2_WARNING := 1

SITE := .venv/site.stamp node_modules/.stamp .cache/pyodide-build/.stamp
TEST := $(SITE) .venv/test.stamp
CLIENTS := $(addprefix .cache/,$(addsuffix /.stamp,clients audits prowler ansible))
JS_CLIENTS := tests/endpoint/clients/package.json tests/endpoint/clients/package-lock.json

.DELETE_ON_ERROR:
.PHONY: serve build test test-fast fuzz explore mutants check format functions images package endpoint bench bench-endpoint bench-simulator bench-guide lock clean setup

serve: $(SITE)
	@$(BIN)/mkdocs serve --dev-addr 127.0.0.1:$(PORT)

build: $(SITE)
	@$(BIN)/mkdocs build

test: $(TEST) $(CLIENTS) .cache/builders/.stamp
	@$(BIN)/python -m mfa_rehearsal.publish.chromium
	@$(BIN)/python -m tests.browser.engines.system
	@$(BIN)/python -m mfa_rehearsal.publish.runtime.bundle
	@$(BIN)/pytest $(SIDE_BY_SIDE)

test-fast: $(TEST) $(CLIENTS)
	@$(BIN)/python -m mfa_rehearsal.publish.runtime.bundle
	@$(BIN)/pytest -q $(SIDE_BY_SIDE) -m "not browser and not fuzz"

fuzz: $(TEST)
	@FUZZ_COUNT=$(or $(N),100000) FUZZ_SEED=$(or $(SEED),1) $(BIN)/pytest -q -s tests/endpoint/test_fuzz.py

explore: $(TEST)
	@$(BIN)/pytest -q $(SIDE_BY_SIDE) --hypothesis-profile "new cases" -m "not browser" $(DRAWN)

mutants: .cache/mutation/.stamp
	@.cache/mutation/bin/python -m tests.mutation.rooms $(ROOMS)

check: $(TEST)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/node node_modules/.bin/biome ci --colors=off --error-on-warnings
	$(BIN)/node node_modules/.bin/cspell lint --no-progress --no-summary --no-color
	$(BIN)/python -m tests.wording.phrases
	grep -rnIE '$(FOREIGN)' $(OURS); test $$? -eq 1

format: $(TEST)
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .
	$(BIN)/node node_modules/.bin/biome check --write

functions: $(TEST)
	@$(BIN)/python -m mfa_rehearsal.publish.recording.functions

images: $(TEST)
	@$(BIN)/python -m mfa_rehearsal.publish.screenshots.images

package: build
	@$(BIN)/python -m mfa_rehearsal package site/mfa-rehearsal-scorm.zip $(ARGS)

endpoint: .venv/endpoint.stamp
	@PYTHONPATH=simulator $(BIN)/python -m mfa_rehearsal endpoint $(ARGS)

bench: bench-endpoint bench-simulator bench-guide

bench-endpoint: $(TEST) .cache/bench/.stamp
	@$(BIN)/python -m tests.bench.compare .cache/bench/bin/moto_server

bench-simulator: $(TEST) .cache/peers/.stamp build
	@$(BIN)/python -m mfa_rehearsal.publish.chromium
	@$(BIN)/python -m tests.bench.peers.site
	@N=$(N) PROFILES="$(PROFILES)" $(BIN)/python -m tests.bench.simulator

bench-guide: $(TEST) build
	@$(BIN)/python -m mfa_rehearsal.publish.chromium
	@N=$(N) $(BIN)/python -m tests.bench.lighthouse
	@N=$(N) $(BIN)/python -m tests.bench.painting
	@N=$(N) $(BIN)/python -m tests.bench.building

setup: $(TEST)
	@echo "Ready. To type commands by hand: . $(BIN)/activate"

clean:
	rm -rf .venv .cache node_modules site

# Registry addresses and machine paths, which must not be in the tree.
FOREIGN := (pypi|registry[.]npmjs|registry[.]yarnpkg|files[.]pythonhosted)[.](org|com)|(^|[^a-z0-9])/(root|home|Users|tmp)/[a-z.]

OURS := $(filter-out .git .venv .cache .hypothesis node_modules site,$(wildcard * .[a-z]*))

# -- setup ------------------------------------------------------------------

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and \
	  f"This needs Python 3.11 or newer; $(PYTHON) is {sys.version.split()[0]}. \
	To use another: make PYTHON=python3.12")'
	@echo "Creating .venv" >&2
	@$(PYTHON) -m venv --without-pip .venv

.venv/site.stamp: requirements/site.txt pyproject.toml | $(BIN)/python
	@echo "Installing Python packages and Node"
	@$(INSTALL) -r requirements/site.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

.venv/test.stamp: requirements/test.txt .venv/site.stamp
	@echo "Installing test tools"
	@$(INSTALL) -r requirements/test.txt
	@touch $@

# It needs neither Node nor MkDocs. Its output is for a shell, so these messages go to standard error.
.venv/endpoint.stamp: requirements/endpoint.txt | $(BIN)/python
	@echo "Installing the endpoint's packages" >&2
	@$(INSTALL) -r requirements/endpoint.txt
	@touch $@

.cache/builders/.stamp: requirements/builders.txt pyproject.toml | $(BIN)/python
	@echo "Installing other site builders"
	@$(PYTHON) -m venv --without-pip $(@D)
	@$(PYTHON) -m pip --quiet --disable-pip-version-check --python $(@D)/bin/python install \
	  --require-hashes --only-binary :all: -r requirements/builders.txt
	@$(PYTHON) -m pip --quiet --disable-pip-version-check --python $(@D)/bin/python install \
	  --no-deps --no-build-isolation --editable .
	@touch $@

.cache/bench/.stamp: requirements/bench.txt | $(BIN)/python
	@echo "Installing moto, for comparison"
	@$(PYTHON) -m venv --without-pip $(@D)
	@$(PYTHON) -m pip --quiet --disable-pip-version-check --python $(@D)/bin/python install \
	  --require-hashes --only-binary :all: -r requirements/bench.txt
	@touch $@

.cache/clients/.stamp: requirements/clients.txt $(JS_CLIENTS) .npmrc | .venv/site.stamp
	@echo "Installing clients to test the endpoint with"
	@$(PYTHON) -m venv --without-pip $(@D)
	@$(PYTHON) -m pip --quiet --disable-pip-version-check --python $(@D)/bin/python install \
	  --require-hashes -r requirements/clients.txt
	@mkdir -p $(@D)/npm
	@cp .npmrc $(JS_CLIENTS) $(@D)/npm
	@$(BIN)/npm --prefix $(@D)/npm ci --silent
	@touch $@

.cache/audits/.stamp: requirements/audits.txt | $(BIN)/python
	@echo "Installing Cloud Custodian to test the endpoint with"
	@$(PYTHON) -m venv --without-pip $(@D)
	@$(PYTHON) -m pip --quiet --disable-pip-version-check --python $(@D)/bin/python install \
	  --require-hashes --only-binary :all: -r requirements/audits.txt
	@touch $@

.cache/prowler/.stamp: requirements/prowler.txt | $(BIN)/python
	@echo "Installing Prowler's checks of AWS to test the endpoint with"
	@$(PYTHON) -m venv --without-pip $(@D)
	@$(PYTHON) -m pip --quiet --disable-pip-version-check --python $(@D)/bin/python install \
	  --require-hashes --no-deps --no-compile --only-binary :all: -r requirements/prowler.txt
	@touch $@

.cache/ansible/.stamp: requirements/ansible.txt | $(BIN)/python
	@echo "Installing Ansible to test the endpoint with"
	@$(PYTHON) -m venv --without-pip $(@D)
	@$(PYTHON) -m pip --quiet --disable-pip-version-check --python $(@D)/bin/python install \
	  --require-hashes --no-compile --only-binary :all: -r requirements/ansible.txt
	@touch $@

.cache/mutation/.stamp: requirements/mutation.txt | $(BIN)/python
	@echo "Installing mutmut"
	@$(PYTHON) -m venv --without-pip $(@D)
	@$(PYTHON) -m pip --quiet --disable-pip-version-check --python $(@D)/bin/python install \
	  --require-hashes --only-binary :all: -r requirements/mutation.txt
	@touch $@

.cache/peers/.stamp: tests/bench/peers/package-lock.json requirements/peer-wheels.txt requirements/jupyterlite.txt .npmrc | .venv/site.stamp
	@echo "Installing the simulator's peers, for comparison"
	@rm -rf $(@D)
	@mkdir -p $(@D)/npm
	@cp .npmrc tests/bench/peers/package.json tests/bench/peers/package-lock.json $(@D)/npm
	@$(BIN)/npm --prefix $(@D)/npm ci --silent
	@$(PYTHON) -m pip --quiet --disable-pip-version-check download --require-hashes --no-deps \
	  --only-binary :all: --python-version 3.14 -r requirements/peer-wheels.txt --dest $(@D)/wheels
	@$(PYTHON) -m venv --without-pip $(@D)/jupyterlite
	@$(PYTHON) -m pip --quiet --disable-pip-version-check --python $(@D)/jupyterlite/bin/python install \
	  --require-hashes --only-binary :all: -r requirements/jupyterlite.txt
	@touch $@

node_modules/.stamp: package-lock.json package.json .npmrc | .venv/site.stamp
	@echo "Installing front-end packages"
	@$(BIN)/npm ci --silent
	@touch $@

# pyodide-build's py-compile runs inside Pyodide, because the host's Python may be older than Pyodide's.
.cache/pyodide-build/.stamp: requirements/pyodide-build.txt | $(BIN)/python
	@echo "Installing pyodide-build for Pyodide"
	@rm -rf $(@D)
	@$(INSTALL) --no-deps --ignore-requires-python --target $(@D) -r requirements/pyodide-build.txt
	@touch $@

# -- lock files -------------------------------------------------------------

UV := .cache/uv/bin/uv
LOCK := $(UV) pip compile --quiet --no-config --generate-hashes --no-annotate --no-header --no-emit-index-url

lock: $(SITE)
	@test -x $(UV) || { $(PYTHON) -m venv .cache/uv && .cache/uv/bin/pip install --quiet uv==0.13.9; }
	@$(LOCK) --universal --python-version 3.11 --group site pyproject.toml -o requirements/site.txt
	@$(LOCK) --universal --python-version 3.11 --group test pyproject.toml -o requirements/test.txt
	@$(LOCK) --universal --python-version 3.11 --group endpoint pyproject.toml -o requirements/endpoint.txt
	@$(LOCK) --universal --python-version 3.11 --group mutation pyproject.toml -o requirements/mutation.txt
	@$(LOCK) --universal --python-version 3.11 --group builders pyproject.toml -o requirements/builders.txt
	@$(LOCK) --universal --python-version 3.11 --group clients -o requirements/clients.txt
	@$(LOCK) --universal --python-version 3.11 --group audits -o requirements/audits.txt
	@$(LOCK) --universal --python-version 3.11 --group ansible -o requirements/ansible.txt
	@$(LOCK) --universal --python-version 3.11 --no-deps requirements/prowler.in -o requirements/prowler.txt
	@$(LOCK) --universal --python-version 3.11 --group bench -o requirements/bench.txt
	@$(LOCK) --no-deps --python-version 3.14 requirements/pyodide-build.in -o requirements/pyodide-build.txt
	@$(LOCK) --no-deps --python-version 3.14 requirements/peer-wheels.in -o requirements/peer-wheels.txt
	@$(LOCK) --universal --python-version 3.11 requirements/jupyterlite.in -o requirements/jupyterlite.txt
	@$(BIN)/npm install --package-lock-only --silent
	@$(BIN)/npm --prefix tests/bench/peers install --package-lock-only --silent \
	  --omit-lockfile-registry-resolved --ignore-scripts
	@$(BIN)/npm --prefix tests/endpoint/clients install --package-lock-only --silent \
	  --omit-lockfile-registry-resolved --ignore-scripts
