# The two commands of the README, and those of a developer. Each makes .venv by itself; none needs root.
PYTHON ?= python3.11
export PIP_DISABLE_PIP_VERSION_CHECK = 1

.PHONY: assess test lint bench evidence docs clean

assess: .venv/core ## write China against the United States to out/
	.venv/bin/theodolite assess CHN --against USA --out out

test: .venv/test lint ## everything that CI runs
	.venv/bin/python -m pytest

evidence: .venv/core ## make the shipped observation tables anew from the publishers' files beside the project
	.venv/bin/theodolite pull --all --from ../shared/data/raw --from ../shared/facts --into src/theodolite/catalog

lint: .venv/test
	.venv/bin/ruff check src tests docs bench
	.venv/bin/ruff format --check src tests docs bench
	.venv/bin/pyright
	.venv/bin/lint-imports

.venv/core: requirements/core.txt pyproject.toml
	test -x .venv/bin/python || $(PYTHON) -m venv .venv
	.venv/bin/pip install --quiet --require-hashes --requirement requirements/core.txt
	.venv/bin/pip install --quiet --no-deps --no-build-isolation --editable .
	.venv/bin/theodolite robustness powers --draws 1 --json >/dev/null  # compiles the kernel, once for all
	touch $@

.venv/test: .venv/core requirements/test.txt
	.venv/bin/pip install --quiet --require-hashes --requirement requirements/test.txt
	touch $@

docs: .venv/test ## write the generated pages anew
	.venv/bin/python docs/generator

.venv/bench: .venv/core requirements/bench.txt
	.venv/bin/pip install --quiet --require-hashes --requirement requirements/bench.txt
	touch $@

bench: .venv/bench ## print how long things take, beside their budgets and beside others' tools
	.venv/bin/python bench

clean:
	rm -rf .venv out
