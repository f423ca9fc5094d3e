# Thin aliases for people who develop here; the two real doors are in run.py.
.DEFAULT_GOAL := help
PYTHON := .venv/bin/python

help: ## what each target does
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12
run: ## install what is missing, open the demo, serve
	python3 run.py
test: ## every gate and every test
	python3 run.py test
check: ## the gates alone: format, lint, types, imports, migrations, templates, architecture
	python3 run.py check
fix: ## format and mend what can be mended by itself
	$(PYTHON) -m ruff format . && $(PYTHON) -m ruff check --fix .
quick: ## tests without browser and kills
	$(PYTHON) -m pytest -n 2 -q -m "not browser and not kill"
journeys: ## the browser journeys
	$(PYTHON) -m pytest -q tests/journeys tests/browser
docs: ## regenerate docs/reference
	$(PYTHON) -m scripts.reference
translations: ## collect strings, compile the English catalogue
	$(PYTHON) -m scripts.translations
deps: ## hash the dependency lists again
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header -q requirements.in -o requirements.txt
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header -q requirements-dev.in -o requirements-dev.txt
bench: ## measure what the issues ask for; ONLY=group for one group
	python3 run.py bench
.PHONY: help run test check fix quick journeys docs translations deps bench
