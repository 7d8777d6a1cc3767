# tehai: make | make demo | make test | make lint | make san | make fuzz | make sim | make valgrind
#        make oracles | make bench | make clean
# `make deps` installs the missing Debian packages; demo and test do so by themselves.
BUILD ?= build
OPT   ?= -O2 -g
WARN  := -Wall -Wextra -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes -Wvla -Werror
FLAGS  = -std=c17 -D_POSIX_C_SOURCE=200809L $(OPT) $(WARN) -I. -MMD -MP
LIBS  := -llmdb -lev -ljansson -lyaml -lmsgpackc -lcrypto -lutf8proc -lzip -lxlsxwriter -lpthread

LINTERS  := valgrind gawk clang-format clang-tidy cppcheck
PACKAGES := gcc libc6-dev make pkg-config liblmdb-dev libev-dev libmsgpack-dev libjansson-dev \
            libyaml-dev libssl-dev libutf8proc-dev libcmocka-dev libzip-dev libxlsxwriter-dev

# One archive a layer, top to bottom: an upward call finds no archive behind it and does not link.
LAYERS   := cli replay engine/daemon engine/desk engine/store engine/proof engine/core \
            engine/wire engine/planner rules engine/vocab engine/base
PURE     := engine/core engine/planner rules engine/vocab engine/base
sources   = $(shell find $1 -name '*.c' ! -name main.c 2>/dev/null | LC_ALL=C sort)
objects   = $(patsubst %.c,$(BUILD)/%.o,$(call sources,$1))
archive   = $(BUILD)/lib$(subst /,-,$1).a
ARCHIVES := $(foreach l,$(LAYERS),$(call archive,$l))
HELPERS  := $(patsubst %.c,$(BUILD)/%.o,$(shell find tests -name '*.c' ! -name 'test_*.c' \
              ! -path 'tests/fuzz/*' 2>/dev/null | LC_ALL=C sort))
TESTS    := $(patsubst %.c,$(BUILD)/%,$(shell find tests -name 'test_*.c' | LC_ALL=C sort))

all: $(BUILD)/tehai

define layer_rule
$(call archive,$1): $(call objects,$1)
	@rm -f $$@ && $(AR) rcs $$@ $$^
endef
$(foreach l,$(LAYERS),$(eval $(call layer_rule,$l)))

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	@echo "  CC    $<"
	@$(CC) $(FLAGS) -c $< -o $@
# A snapshot is good only for the program that folds the same way: image.o carries a hash of all
# that the fold goes through.
FOLD := $(sort $(wildcard engine/base/*.[ch] engine/vocab/* rules/*.[ch] rules/*.def engine/core/*.[ch]))
$(BUILD)/engine/core/image.o: FLAGS += -DFOLD_VERSION='"$(shell cat $(FOLD) | sha256sum | cut -c1-16)"'
$(BUILD)/engine/core/image.o: $(FOLD)

$(BUILD)/cli/example.o: rules/contracts/sapporo-2021.yaml

$(BUILD)/tehai: $(BUILD)/cli/main.o $(ARCHIVES)
	@echo "  LINK  $@"
	@$(CC) $(OPT) $^ $(LIBS) -o $@
$(BUILD)/libtests.a: $(HELPERS)
	@rm -f $@ && $(AR) rcs $@ $^
$(TESTS): %: %.o $(BUILD)/libtests.a $(ARCHIVES)
	@$(CC) $(OPT) $^ -lcmocka $(LIBS) -o $@

deps:
	@tests/deps.sh $(PACKAGES)

demo: deps
	@$(MAKE) --no-print-directory -s -j2 $(BUILD)/tehai
	@cli/demo.sh $(BUILD)/tehai $(BUILD)/demo/store

check: $(BUILD)/tehai $(TESTS)
	@tests/run.sh $(BUILD) $(TESTS)

test: deps
	@$(MAKE) --no-print-directory check

lint: $(ARCHIVES)
	@tests/deps.sh $(LINTERS)
	@tests/tidy.sh
	@tests/pure.sh $(foreach l,$(PURE),$(call archive,$l))
	@tests/analyse.sh

san:
	$(MAKE) BUILD=build/san OPT='-O1 -g -fsanitize=address,undefined -DARENA_EMULATE' check

# Campaigns; CI runs a slice of each. FUZZ: seconds a target. SEASONS: played by chance.
FUZZ    ?= 5
SEASONS ?= 200
fuzz:
	@BUILD=$(BUILD) tests/fuzz/run.sh $(FUZZ)
sim: $(BUILD)/tests/simulation/test_simulation
	@tests/simulation/run.sh $< $(SEASONS)
valgrind: deps $(BUILD)/tehai $(BUILD)/tests/engine/core/test_life $(BUILD)/tests/engine/wire/test_event_bytes
	@tests/deps.sh valgrind
	@for t in $(filter $(BUILD)/tests/%,$^); do \
	    valgrind -q --error-exitcode=1 --leak-check=full $$t >/dev/null || exit 1; done
	@cli/demo.sh $(BUILD)/tehai $(BUILD)/demo/store >/dev/null
	@valgrind -q --error-exitcode=1 --leak-check=full $(BUILD)/tehai --store $(BUILD)/demo/store \
	    --now 2021-09-27T09:00 plan >/dev/null && echo "valgrind: nothing found"

# Second sources from npm, where node is: holidays by packages that others keep.
oracles:
	@BUILD=$(BUILD) sh tests/oracles/holidays.sh

# Speed, side by side with peers in one run: store (LMDB, SQLite), fold, plan.
BENCHES := $(patsubst %.c,$(BUILD)/%,$(wildcard bench/*.c))
$(BENCHES): %: %.o $(BUILD)/libtests.a $(ARCHIVES)
	@$(CC) $(OPT) $^ $(LIBS) -lsqlite3 -lcmocka -o $@
bench: deps
	@tests/deps.sh libsqlite3-dev
	@$(MAKE) --no-print-directory -s -j2 FLAGS='$(FLAGS) -D_GNU_SOURCE' $(BENCHES)
	@for b in $(BENCHES); do echo; echo "== $${b##*/}"; $$b || exit 1; done

clean:
	rm -rf build

.PHONY: all deps demo check test lint san fuzz sim valgrind oracles bench clean
.SECONDARY:
-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)
