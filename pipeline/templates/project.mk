# A corpus under make and git. Documents, sources.csv and decisions.csv in raw/ are yours; output/ is made of them.
#   make          read what changed and write output/ (report.html to look at, the tables as CSV)
#   make status   open contradictions, stale decisions
#   make help     this list
# Put a new document into raw/, then list it: @INIT@

# The program, when it is not where it was: make RECONCILE="python -m pipeline"
RECONCILE ?= @RECONCILE@
TITLE     ?= @TITLE@

SHELL         := /bin/sh
MAKEFLAGS     += --no-builtin-rules
.SUFFIXES:
.DELETE_ON_ERROR:
.DEFAULT_GOAL := all

DOCUMENTS := $(sort $(filter-out raw/sources.csv raw/decisions.csv,$(shell find raw -type f -not -name '.*')))

# The roster changes only when a document comes or goes, and then the output is made anew.
ROSTER := $(shell mkdir -p interim; printf '%s\n' $(DOCUMENTS) | cmp -s - interim/roster.txt || printf '%s\n' $(DOCUMENTS) > interim/roster.txt)

.PHONY: all help status clean

ifeq ($(DOCUMENTS),)
all:
	@echo "No documents yet: put some into raw/, then list them with: @INIT@"
else
all: output/datapackage.json
endif

# One process reads all documents that changed; what was read of the others is kept in output/interim.
output/datapackage.json: $(DOCUMENTS) raw/sources.csv raw/decisions.csv interim/roster.txt
	@$(RECONCILE) run raw -o output --sources raw/sources.csv --decisions raw/decisions.csv --listed --title "$(TITLE)"
	@touch $@

status: all
	@$(RECONCILE) status

help:
	@sed -n 's/^#   \(make.*\)/  \1/p' $(firstword $(MAKEFILE_LIST))

clean:
	rm -rf interim output/interim
