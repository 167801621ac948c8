# raw/ -> interim/ -> output/. Every target is a real file; `make help` lists what people use.
# Documents, rules and code are prerequisites: what changed is redone, and only that.

PYTHON  ?= python3
VENV    ?= .venv
BIN     := $(VENV)/bin
RUN     := $(BIN)/python -m pipeline
TITLE   ?= Canada in Mali
SECONDS ?= 60

SHELL         := /bin/sh
MAKEFLAGS     += --no-builtin-rules
.SUFFIXES:
.DELETE_ON_ERROR:
.DEFAULT_GOAL := all

# --- documents -----------------------------------------------------------------------------------------------------------
ENDINGS   := txt md html htm pdf docx
DOCUMENTS := $(sort $(foreach ending,$(ENDINGS),$(wildcard raw/*.$(ending))))
IDS       := $(basename $(notdir $(DOCUMENTS)))
TEXTS     := $(IDS:%=interim/text/%.txt)
MENTIONS  := $(IDS:%=interim/mentions/%.csv)
TABLES    := claims discrepancies sources proposals checks
OUTPUT    := $(TABLES:%=output/%.csv) output/facts.csv output/report.html output/report.md output/datapackage.json output/croissant.json

# The roster changes only when a document comes or goes, and then the join is redone.
ROSTER := $(shell mkdir -p interim/text interim/mentions output; \
  printf '%s\n' $(DOCUMENTS) | cmp -s - interim/roster.txt || printf '%s\n' $(DOCUMENTS) > interim/roster.txt)

# --- code and rules of each stage (tests/test_makefile.py holds this list to the imports) ------------------------------
include pipeline/stages.mk

# --- targets for people --------------------------------------------------------------------------------------------------
.PHONY: all help test bench fuzz lint parquet sqlite status clean

all: $(OUTPUT) interim/summary.txt  ## build interim/ and output/ from raw/ (the default)

help:  ## list the targets
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/\1@\2/p' $(MAKEFILE_LIST) | awk -F@ '{printf "  make %-9s %s\n", $$1, $$2}'

test: $(VENV)/.test  ## set up what the tests need and run them
	@$(BIN)/python -m pytest -n auto --cov --cov-report=term:skip-covered

bench: $(VENV)/.test  ## time reading, matching and the whole (BENCH=--write writes docs/)
	@$(BIN)/python -m pytest tests/bench -q -s -p no:cacheprovider --override-ini=norecursedirs= --override-ini='python_files=bench_*.py test_*.py' $(BENCH)

# atheris is not built for every Python, so it is not installed unasked: without it the harness names the extra to install.
fuzz: $(VENV)/.ready  ## feed the readers bytes that reach ever more of their code (SECONDS=600; needs atheris)
	@$(BIN)/python -m tests.fuzz.readers $(SECONDS)

lint: $(VENV)/.test  ## check style
	@$(BIN)/ruff check .

parquet: $(OUTPUT) $(VENV)/.parquet  ## the tables as Parquet beside the CSV
	@$(RUN) export parquet output

sqlite: $(OUTPUT)  ## the tables as one SQLite file with keys and a full-text index
	@$(RUN) export sqlite output

status: $(OUTPUT)  ## open discrepancies, stale and orphaned decisions
	@$(RUN) status

clean:  ## remove interim/ (the next make reads everything again)
	rm -rf interim

interim/summary.txt: $(OUTPUT)
	@$(RUN) summary output -o $@
	@cat $@

# --- set-up --------------------------------------------------------------------------------------------------------------
$(VENV)/.ready: pyproject.toml
	@echo "setting up $(VENV) (once; about a minute)" >&2
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install -qq --disable-pip-version-check -e .
	@touch $@

$(VENV)/.test: $(VENV)/.ready
	@$(BIN)/python -m pip install -qq --disable-pip-version-check -e '.[test]'
	@touch $@

$(VENV)/.parquet: $(VENV)/.ready
	@$(BIN)/python -m pip install -qq --disable-pip-version-check -e '.[parquet]'
	@touch $@

# --- stages --------------------------------------------------------------------------------------------------------------
# A text is read from the one document of its name; a second ending of the same name is an error that the recipe reports.
define text_rule
interim/text/$(basename $(notdir $(1))).txt: $(1) $(TEXT_CODE) | $(VENV)/.ready
	$$(RUN) text $(1) -o $$@
endef
$(foreach document,$(DOCUMENTS),$(eval $(call text_rule,$(document))))

$(MENTIONS): interim/mentions/%.csv: interim/text/%.txt $(EXTRACT_CODE) | $(VENV)/.ready
	$(RUN) extract $< -o $@

interim/documents.csv: $(TEXTS) raw/sources.csv interim/roster.txt $(DOCUMENTS_CODE) | $(VENV)/.ready
	$(RUN) documents interim/text --raw raw --sources raw/sources.csv -o $@

interim/claims.csv: interim/documents.csv $(MENTIONS) $(NORMALISE_CODE) | $(VENV)/.ready
	$(RUN) normalise interim/documents.csv interim/mentions interim/text -o $@

interim/matched.csv: interim/claims.csv raw/decisions.csv $(MATCH_CODE) | $(VENV)/.ready
	$(RUN) match $< --decisions raw/decisions.csv -o $@

REPORT    = $(RUN) report output interim/text --decisions raw/decisions.csv --title "$(TITLE)" -o output/report.html
PACKAGE   = $(RUN) package output -o output/datapackage.json
RECONCILE = $(RUN) reconcile interim/matched.csv interim/documents.csv interim/text --decisions raw/decisions.csv -o output

output/facts.csv: interim/matched.csv interim/documents.csv raw/decisions.csv $(RECONCILE_CODE) | $(VENV)/.ready
	$(RECONCILE)

# facts.csv is written first: a sibling that is older or missing means that the stage was killed before its end.
$(TABLES:%=output/%.csv): output/facts.csv
	@if [ ! -e $@ ] || [ output/facts.csv -nt $@ ]; then echo '$(RECONCILE)'; $(RECONCILE); fi

output/report.html: $(TABLES:%=output/%.csv) output/facts.csv raw/decisions.csv $(REPORT_CODE) | $(VENV)/.ready
	$(REPORT)

output/report.md: output/report.html
	@if [ ! -e $@ ] || [ output/report.html -nt $@ ]; then $(REPORT); fi

output/datapackage.json: $(TABLES:%=output/%.csv) output/facts.csv $(PACKAGE_CODE) | $(VENV)/.ready
	$(PACKAGE)

output/croissant.json: output/datapackage.json
	@if [ ! -e $@ ] || [ output/datapackage.json -nt $@ ]; then $(PACKAGE); fi
