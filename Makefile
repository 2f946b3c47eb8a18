# On a fresh machine with Go, Git and Make: “make site” builds the page,
# “make test” passes. Each installs what it needs.

GO ?= go
STATICCHECK = v0.8.2
GOVULNCHECK = v1.9.0
FUZZTIME ?= 20m
SUDO := $(shell [ "$$(id -u)" = 0 ] || command -v sudo)
export CGO_ENABLED = 0
# The same for the program, its tests and the action, so that each package is compiled once:
# without paths of this machine, without HTTP/2, for which the preview has no use, and
# without the tables that debuggers read, a quarter of the program. What reads flags and
# settings and writes mails is used a few times in a run: without inlining it is a quarter of
# a megabyte smaller.
export GOFLAGS += -trimpath -tags=nethttpomithttp2 -ldflags=-s -gcflags=github.com/alecthomas/...=-l -gcflags=github.com/goccy/...=-l -gcflags=github.com/wneessen/...=-l
NPM_CI = npm ci --ignore-scripts --no-audit --no-fund --loglevel=error

.PHONY: help site serve pdf test test-go test-site test-full check bench clean textconv tools

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

cmr: cmr-check.wasm.gz FORCE
	$(GO) build -o cmr ./generator
FORCE:

# The part of the check page that reads workbooks in the supplier's browser. The program
# looks for it beside itself. It is packed without a name or time, so that it is the same
# wherever it is built.
cmr-check.wasm.gz: FORCE
	GOOS=wasip1 GOARCH=wasm $(GO) build -buildvcs=false -o cmr-check.wasm ./generator/precheck/module
	gzip -9nf cmr-check.wasm

site: cmr ## Compile data/ and build the investor page into site/public
	./cmr build

serve: cmr ## Preview the page on http://127.0.0.1:8080/, rebuilt as files change
	./cmr serve

pdf: cmr tools ## Print reports, Forms SD and smelter lists as tagged PDFs into build/YEAR
	./cmr pdf

# The tests of the pages wait for their browser half of the time, those of the program use it.
test: cmr tools ## Run every test
	@$(MAKE) --no-print-directory -j2 $(if $(filter output-sync,$(.FEATURES)),--output-sync=target) test-go test-site

test-go: tools
	@unformatted=$$(gofmt -l generator site); if [ -n "$$unformatted" ]; then echo "gofmt would change: $$unformatted"; exit 1; fi
	$(GO) test -vet=all -timeout 15m ./... ./generator/testdata/mutate
	cd generator/conformance && $(GO) test -vet=all ./...

# The pages of a demonstration of the size of real life, in a real browser: the public
# ones beside the internal ones, since each test waits for its browser half of the time.
test-site: cmr tools
	rm -rf build/tests && ./cmr demo --suppliers 500 --out build/tests >/dev/null && ./cmr --root build/tests build && ./cmr --root build/tests dashboard 2025 --as-of 2026-03-16
	cd site/tests && $(NPM_CI)
	cd site/tests && { SITE="$(CURDIR)/build/tests/site/public" npm test --silent & \
	SITE="$(CURDIR)/build/tests/build/2025/internal" npm run --silent test-internal && \
	ONLY=index.html SITE="$(CURDIR)/build/tests/site/public" npm run --silent lighthouse; code=$$?; wait $$! && exit $$code; }

test-full: test ## The long tests too: Lighthouse on every kind of page, 504 generated workbooks, LibreOffice, killed runs, fuzzing each reader for twenty minutes
	cd site/tests && SPEED=98 SITE="$(CURDIR)/build/tests/site/public" npm run --silent lighthouse
	cd site/tests && EVERY_ROW=1 SITE="$(CURDIR)/build/tests/site/public" npm test --silent && EVERY_ROW=1 SITE="$(CURDIR)/build/tests/build/2025/internal" npm run --silent test-internal
	@command -v soffice >/dev/null || { $(SUDO) apt-get update -qq && $(SUDO) apt-get install -y -qq --no-install-recommends libreoffice-calc; }
	$(GO) run honnef.co/go/tools/cmd/staticcheck@$(STATICCHECK) ./generator/... ./site/...
	@said=$$($(GO) run golang.org/x/vuln/cmd/govulncheck@$(GOVULNCHECK) ./... 2>&1); code=$$?; echo "$$said" | tail -n 20; \
	if [ $$code != 0 ] && echo "$$said" | grep -q 'fetching vulnerabilities'; then echo "govulncheck: skipped, its database cannot be reached from here"; else [ $$code = 0 ]; fi
	CMR_LONG=1 $(GO) test ./generator/cmrt -run "Mutated|Parity|EveryCellIs|TestSavedByOtherPrograms" -timeout 40m
	CMR_LONG=1 $(GO) test ./generator/template ./generator/rollup -run "LibreOffice|SaysWhatTheReportSays" -timeout 60m
	CMR_LONG=1 $(GO) test ./generator/smelter -run "TestMeasuredOnRealDirectories" -timeout 20m
	CMR_LONG=1 $(GO) test ./generator/trials -run "Killed" -timeout 60m
	CMR_LONG=1 $(GO) test ./generator -run "Incremental|TestScripts/letters" -timeout 40m
	for of in cmrt/FuzzRead cmrt/FuzzParts xls/FuzzOpen compound/FuzzOpen receive/FuzzOpen receive/FuzzMail receive/FuzzOutlook receive/FuzzZip receive/FuzzMbox receive/FuzzNames \
		listing/FuzzRead listing/FuzzCSV tables/FuzzRead reading/FuzzParse template/FuzzOpen template/FuzzFormula edgar/FuzzValidate; do \
		$(GO) test ./generator/$${of%/*} -run '^$$' -fuzz "^$${of#*/}\$$" -fuzztime $(FUZZTIME) -fuzzminimizetime=0s || exit 1; done

check: cmr ## Are the committed tables what the inputs give?
	./cmr compile --check

bench: ## Time the program on workbooks of real size: 100 and 1,000 suppliers cold, with one change, again; CMR_LONG=1 adds 10,000 (11 GB)
	$(GO) test -run '^$$' -bench . -benchmem -timeout 60m ./...

textconv: cmr ## Let “git diff” show workbooks as text in this clone
	git config diff.cmrt.textconv "$(CURDIR)/cmr show --textconv"
	git config diff.cmrt.cachetextconv true

clean: ## Remove what was built
	rm -rf cmr cmr-check.wasm.gz build site/public

# What the tests need beside Go: Node and Java for the pages, a mail server for the letters,
# lxml for the script that fills real templates.
INSTALL = $(SUDO) apt-get update -qq && $(SUDO) apt-get install -y -qq --no-install-recommends
PACKAGES = $(shell git lfs version >/dev/null 2>&1 || echo git-lfs) $(shell command -v npm >/dev/null || echo nodejs npm) $(shell command -v java >/dev/null || echo default-jre-headless) \
	$(shell /usr/bin/python3 -c 'import aiosmtpd' 2>/dev/null || echo python3 python3-aiosmtpd) \
	$(shell [ ! -d ../shared ] || /usr/bin/python3 -c 'import lxml' 2>/dev/null || echo python3 python3-lxml)
# And a browser: Chromium's headless shell, which Debian has, is the same engine and does
# the same with half the work; elsewhere any Chromium or Chrome will do.
tools:
	@[ -z "$(strip $(PACKAGES))" ] || { $(INSTALL) $(strip $(PACKAGES)); }
	@[ -n "$$CHROMIUM" ] || command -v chromium-headless-shell >/dev/null || \
	{ grep -qsx ID=debian /etc/os-release && $(INSTALL) chromium-headless-shell fonts-liberation; } || \
	command -v chromium >/dev/null || command -v google-chrome >/dev/null || { $(INSTALL) chromium fonts-liberation; }
