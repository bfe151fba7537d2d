# Thin names over the real commands. Each sets up what it needs; nothing is installed outside this folder,
# except a browser for the tests where there is none.
.DEFAULT_GOAL := help
.PHONY: help setup serve write site release verify test lint test-quick test-unit test-js test-pyodide test-site test-e2e test-cross-browser \
	test-resilience test-under-load test-full test-deps bench format clean
export NO_MKDOCS_2_WARNING := 1
PYTHON := .venv/bin/python
export PATH := $(CURDIR)/.venv/bin:$(CURDIR)/node_modules/.bin:$(PATH)
SITE := site
# Tests run side by side, in so many processes.
WORKERS ?= 2
PYTEST = $(PYTHON) -m pytest -q -n $(WORKERS) --dist loadgroup --durations=25
# A whole journey: four worksheets, the plan, and the file on another device.
JOURNEY = tests/e2e/reflections/test_import_file.py::test_another_device_has_the_same_answers_plan_and_picture
step = @printf '\n\033[1m== %s\033[0m\n' "$(1)"

help: ## what there is to do
	@grep -hE '^[a-z0-9-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z0-9-]+):.*## /  make \1\t/' | expand -t 28

setup: ## install all that is needed, inside this folder
	@scripts/setup

serve: site ## build the site, serve it, and open it in a browser
	@$(PYTHON) scripts/serve.py --open $(SITE)

write: setup ## show the pages in a browser, and anew whenever a page, its words or its look is saved
	$(call step,Building the pages: the single file, the ZIP, offline use and page policies are left out)
	@$(PYTHON) -m mkdocs serve --config-file mkdocs.write.yml --open

site: setup ## build the site into site/, ready for any static host
	$(call step,Building the site)
	@$(PYTHON) -m mkdocs build --strict --quiet --site-dir $(SITE)
	@echo "built: $(SITE)/"

release: ## pack a tested site for those who publish it: make release VERSION=1.2.0
	$(call step,Release $(VERSION): all packages are installed anew and checked by hash)
	@test -z "$$(git status --porcelain)" || { echo "No release: commit or remove first what 'git status' shows"; exit 1; }
	@rm -rf .venv node_modules && scripts/setup
	@$(PYTHON) -m scripts.release "$(VERSION)"

verify: site ## compare a published site with this source: make verify URL=https://example.org/tool/
	$(call step,$(URL))
	@$(PYTHON) -m scripts.verify $(SITE) "$(URL)"

test: test-deps lint test-js site ## run everything that has to hold
	$(call step,All tests)
	@$(PYTHON) -m tests.site.reading_age $(SITE)
	@$(PYTEST) tests
	@printf '\n\033[1mAll checks passed.\033[0m\n'

lint: setup ## lint and types
	$(call step,Lint and types)
	@ruff check . && ruff format --check . && mypy && tsc -p . && tsc -p overrides/offline && eslint overrides && stylelint 'overrides/**/*.css'

test-quick: lint test-js site ## lint, types, the package, the scripts, and one journey through the built site
	$(call step,Unit tests and a journey)
	@$(PYTEST) tests/unit $(JOURNEY)

test-unit: setup ## the package, on this Python
	$(call step,Unit tests)
	@$(PYTEST) tests/unit tests/fuzz

test-js: setup ## the page's scripts by themselves, and which of them may import which
	$(call step,Unit tests of the scripts)
	@node --disable-warning=MODULE_TYPELESS_PACKAGE_JSON --test --test-reporter=dot "tests/js/**/*.test.mjs"

test-pyodide: site ## the same unit tests, in the Python that browsers run, started both ways
	$(call step,Unit tests inside Pyodide)
	@$(PYTEST) tests/pyodide

test-site: site ## the built pages, and how they are built
	$(call step,The built pages)
	@$(PYTHON) -m tests.site.reading_age $(SITE)
	@$(PYTEST) tests/site tests/pipeline

test-e2e: site ## the journeys of a person, in a real browser
	$(call step,Journeys in a browser)
	@$(PYTEST) tests/e2e tests/upgrade

test-cross-browser: site ## the main journeys in Firefox, WebKit, an older Chromium; ENGINE=firefox or ENGINE=webkit walks only one
	$(call step,Journeys in Firefox and WebKit)
	@$(PYTEST) tests/cross_browser tests/older_browsers

test-resilience: site ## nothing is lost, whatever goes wrong: a short draw of the fault suite
	$(call step,Faults)
	@$(PYTEST) tests/resilience

test-under-load: site ## the browser suites, three times, while the machine is busy with other work
	$(call step,Under load)
	@$(PYTHON) -m tests.under_load

test-full: site test-deps ## the suites of which `make test` draws a little, drawn in full; their figures go on the pages
	$(call step,The full draw)
	@TEST_PROFILE=full HYPOTHESIS_PROFILE=thorough $(PYTHON) -m pytest -q -m sampled tests
	@$(MAKE) --no-print-directory site

test-deps: setup ## install the programs that tests need and that are missing, where there is root and apt
	$(call step,Programs for the tests)
	@$(PYTHON) -m tests.programs
	@$(PYTHON) -m tests.e2e.chromium

bench: site ## speed and size, as ratios taken side by side
	$(call step,Benchmark)
	@$(PYTHON) -m tests.bench $(SITE)

format: setup ## put the code into its format
	@ruff check --fix . ; ruff format .

clean: ## remove what was built and installed here
	rm -rf build site .venv node_modules
