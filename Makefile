# Thin names over the real commands. Each sets up what it needs; nothing is installed outside this folder,
# except a browser for the tests where there is none.
.DEFAULT_GOAL := help
.PHONY: help setup serve site test check unit pyodide site-tests browser engines faults trust bench format clean
export NO_MKDOCS_2_WARNING := 1
PYTHON := .venv/bin/python
NODE := node --disable-warning=MODULE_TYPELESS_PACKAGE_JSON
export PATH := $(CURDIR)/.venv/bin:$(CURDIR)/node_modules/.bin:$(PATH)
SITE := site
step = @printf '\n\033[1m== %s\033[0m\n' "$(1)"

help: ## what there is to do
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 18

setup: ## install all that is needed, inside this folder
	@scripts/setup

serve: site ## build the site, serve it, and open it in a browser
	@$(PYTHON) scripts/serve.py --open $(SITE)

site: setup ## build the site into site/, ready for any static host
	$(call step,Building the site)
	@$(PYTHON) -m mkdocs build --strict --quiet --site-dir $(SITE)
	@echo "built: $(SITE)/"

test: check unit site pyodide site-tests browser engines faults ## run everything that has to hold
	@printf '\n\033[1mAll checks passed.\033[0m\n'

check: setup ## lint and types
	$(call step,Lint and types)
	@ruff check . && ruff format --check . && mypy && tsc -p . && tsc -p overrides/offline

unit: setup ## the package, on this Python
	$(call step,Unit tests)
	@$(PYTHON) -m pytest -q tests/unit tests/fuzz

pyodide: site ## the same unit tests, in the Python that browsers run, started both ways
	$(call step,Unit tests inside Pyodide)
	@$(NODE) tests/pyodide/run.mjs $(SITE)/runtime ordinary
	$(call step,The same in Python woken from its kept memory)
	@$(NODE) tests/pyodide/run.mjs $(SITE)/runtime quick
	@$(NODE) tests/pyodide/woken.mjs $(SITE)/runtime
	$(call step,Files for other programs made in it)
	@$(NODE) tests/pyodide/exports.mjs $(SITE)/runtime

site-tests: site pyodide ## the built pages
	$(call step,The built pages)
	@$(PYTHON) -m tests.programs java
	@$(PYTHON) -m tests.site.reading_age $(SITE)
	@$(PYTHON) -m pytest -q tests/site

browser: site ## the journeys of a person, in a real browser
	$(call step,Journeys in a browser)
	@$(PYTHON) -m tests.browser.chromium
	@$(PYTHON) -m tests.programs nginx libreoffice
	@$(PYTHON) -m pytest -q tests/browser

engines: site ## the main journeys in Firefox and WebKit; ENGINE=firefox or ENGINE=webkit walks only one
	$(call step,Journeys in Firefox and WebKit)
	@$(PYTHON) -m tests.programs firefox webkit xvfb
	@$(PYTHON) -m pytest -q tests/engines

faults: site ## nothing is lost, whatever goes wrong: a short draw of the fault suite
	$(call step,Faults)
	@$(PYTHON) -m tests.browser.chromium
	@$(PYTHON) -m pytest -q tests/faults

trust: site ## the suites of which `make test` draws a little, drawn in full; their figures go on the pages
	$(call step,Trust: the full draw)
	@$(PYTHON) -m tests.browser.chromium
	@$(PYTHON) -m tests.programs firefox webkit xvfb
	@DRAW=full HYPOTHESIS_PROFILE=thorough $(PYTHON) -m pytest -q -m trust tests
	@$(MAKE) --no-print-directory site

bench: site ## speed and size, as ratios taken side by side
	$(call step,Benchmark)
	@$(PYTHON) -m tests.browser.chromium
	@$(PYTHON) -m tests.bench $(SITE)

format: setup ## put the code into its format
	@ruff check --fix . ; ruff format .

clean: ## remove what was built and installed here
	rm -rf build site .venv node_modules
