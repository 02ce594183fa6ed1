# Sector Planner. `make help` lists what can be done; every target does its own set-up.
SHELL := /bin/bash
PYTHON := .venv/bin/python
RUN := eval "$$(tools/env.sh)" &&

.PHONY: help setup setup-test demo test run-tests test-core test-qgis344 test-codes test-versions test-store-torture test-slow lint audit torture package qgis screenshots env i18n bench bench-balance bench-public bench-crime bench-store bench-dock clean guide truth
.DEFAULT_GOAL := help

help: ## List the targets
	@grep -hE '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

setup: ## Install what the plugin and the demo need (once; under two seconds when done)
	@tools/setup.sh run

setup-test: ## Install what the tests need as well
	@tools/setup.sh test

demo: setup ## Run the main job: sample city or DATA=FILE.gpkg, to build/demo
	@$(RUN) $(PYTHON) tools/demo $(if $(DATA),"$(DATA)") $(if $(DISTRICT_SECTORS),--district-sectors "$(DISTRICT_SECTORS)") $(if $(OFFICERS),--officers $(OFFICERS))

test: setup-test lint run-tests ## Run every test, or TESTS="tests/core -k grid"

run-tests:
	@tools/i18n.sh compile
	@$(PYTHON) tools/guide.py
	@$(RUN) $(PYTHON) -m pytest $(if $(TESTS),$(TESTS),-n auto --dist loadgroup)

test-qgis344: ## Run every test on QGIS 3.44, in a root of Debian 13 that is made once, or TESTS="tests/core -k grid"
	@nice tools/qgis344.sh make setup-test run-tests

test-versions: setup ## Run the tests that need no QGIS with the oldest, a middle and the newest libraries, on Python 3.11 to 3.13
	@nice tools/versions.sh $(TESTS)

test-codes: setup-test ## Read the printed QR codes with ZXing, ZBar and OpenCV (fetches the readers: half a minute, 75 MB)
	@. tools/apt.sh && { ls /usr/lib/*/libzbar.so.0 >/dev/null 2>&1 || apt_install libzbar0; }
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check -c .venv/constraints.txt -r tools/requirements-codes.txt
	@$(PYTHON) -m pytest -q -p no:pytest_qgis -m slow tests/core/publish/test_code_readers.py

test-slow: setup-test test-codes ## Run the tests that take long or measure time
	@$(RUN) $(PYTHON) -m pytest -m slow

truth: setup-test ## Try by simulation what the reports promise, to docs/accuracy.md; SECTIONS="near_repeats" for some
	@nice $(PYTHON) tools/truth $(SECTIONS)

torture: setup-test ## Bad layers, faults, cancels, no memory, fuzzing; TORTURE=corpus,cancel,faults,memory,fuzz MINUTES=5
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check -c .venv/constraints.txt -r tools/requirements-torture.txt
	@tools/i18n.sh compile
	@$(RUN) nice $(PYTHON) tests/torture

test-store-torture: setup-test ## A minute of many writers on both homes of the sector database, and kill -9
	@$(RUN) $(PYTHON) -m pytest -s -m slow tests/processing/log/test_torture.py

test-core: setup-test ## Run the tests that need no QGIS
	@$(PYTHON) -m pytest -p no:pytest_qgis tests/core

lint: setup-test ## Check style, types, layers and dead code
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .
	@tools/typecheck.sh
	@tools/structure.sh

audit: setup-test ## Ask the advisory services of PyPI and npm about everything that is used or carried
	@tools/audit.sh

i18n: setup ## Collect the strings of the code into i18n/*.ts
	@tools/i18n.sh update

guide: setup ## Render docs/ to guide/, which help buttons open and the package carries
	@$(PYTHON) tools/guide.py

package: setup ## Write dist/sector_planner-<version>.zip
	@tools/i18n.sh compile
	@$(PYTHON) tools/package.py

qgis: guide ## Open QGIS with the plugin and the demo project
	@$(RUN) unset QT_QPA_PLATFORM && qgis --nologo $(wildcard build/demo/project.qgz)

screenshots: setup-test ## Take the user guide's pictures in both languages (needs Xvfb) into docs/images
	@tools/i18n.sh compile
	@$(RUN) unset QT_QPA_PLATFORM && $(PYTHON) tools/screenshots $(if $(DATA),"$(DATA)")

env: setup ## Print the exports for a shell: eval "$$(make -s env)"
	@tools/env.sh

bench-store: setup-test ## Time a large station's database: 1,000 officers, 200 sectors, 500,000 log entries
	@$(RUN) $(PYTHON) -m pytest -s -m slow tests/processing/log/test_scale.py

bench-public: setup-test ## Print the public page's size and its times on a slow telephone, beside qgis2web's and commit db5d3dd's
	@echo "qgis2web 4.1.4 on 20 sectors: 49 files, 962 kB; 0 of 20 sectors reachable by keyboard"
	@$(RUN) $(PYTHON) -m pytest -q -s -m slow tests/web/public/test_real.py tests/web/public/test_speed.py

bench-dock: setup-test ## Time a paint gesture on 40,000 units against the same edit without the dock
	@$(RUN) $(PYTHON) -m pytest -q -s -m slow tests/ui/dock/test_large.py

bench: bench-balance bench-crime bench-public bench-dock bench-store ## Compare with other tools in the same run; BENCH=--all for the largest

bench-balance: ## Measure the balancing against METIS, KaHIP, GerryChain and spopt; BENCH=--all for 200,000 units and best effort
	@test -e .venv-bench || python3 -m venv .venv-bench
	@.venv-bench/bin/pip install --quiet --disable-pip-version-check -r tools/requirements-bench.txt
	@.venv-bench/bin/python -W ignore tools/bench/balance.py $(BENCH)
	@.venv-bench/bin/python -W ignore tools/bench/denmark.py

bench-crime: setup-test ## Compare crime grids with DuckDB, geopandas, QGIS and PySAL; BENCH=--all for all at 10 million
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check -c .venv/constraints.txt -r tools/requirements-bench-crime.txt
	@$(RUN) $(PYTHON) tools/bench/crime.py $(BENCH)

clean: ## Remove what was built
	@rm -rf build dist || sudo -n rm -rf build dist    # a root of Debian 13 below build/ belongs to root
