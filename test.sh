#!/usr/bin/env bash
# Runs every test: unit, data on SQLite and PostgreSQL, scenarios, the web application, the pages in Chromium.
# Installs what they need from Debian's packages where it can and says what it skipped. Last line: N passed, N failed, N skipped
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
source tools/prerequisites.sh
need_dotnet
need_node
need_sqlite
need_postgres || say "PostgreSQL could not be installed: the PostgreSQL half of the data tests is skipped"
need_chromium || say "Chromium could not be installed: the page tests are skipped"
reference=${TACTUS_REFERENCE:-../shared/reference}
[ -d "$reference" ] || say "no reference data at $reference: the tests on real plants' data are skipped"

passed=0; failed=0; skipped=0
out=$(mktemp)
trap 'rm -f "$out"' EXIT

say "building"
if ! dotnet build Tactus.slnx -c Release --nologo -v q -clp:ErrorsOnly; then
  echo "0 passed, 1 failed"; exit 1
fi
# As strictly as run.sh does it, where a command that fails ends it.
bash -euo pipefail -c 'source tools/prerequisites.sh; need_dotnet; need_node; build_ui'
[ $? -eq 0 ] || { echo "0 passed, 1 failed"; exit 1; }

if [ -f ui/package.json ]; then
  say "web application"
  (cd ui && npm run --silent test -- --reporter=json --outputFile=.generated/vitest.json) > "$out" 2>&1
  [ $? -eq 0 ] || tail -60 "$out"
  read -r p f s < <(node -e '
    try { const r = JSON.parse(require("fs").readFileSync("ui/.generated/vitest.json", "utf8"));
      console.log(r.numPassedTests, r.numFailedTests + (r.numFailedTestSuites && !r.numFailedTests ? r.numFailedTestSuites : 0), r.numPendingTests + (r.numTodoTests || 0)); }
    catch { console.log(0, 1, 0); }')
  passed=$((passed + p)); failed=$((failed + f)); skipped=$((skipped + s))
  say "web application: $p passed, $f failed, $s skipped"
fi

for project in Tactus.Scheduling.Tests Tactus.Tests Tactus.Seats Tactus.Scenarios Tactus.Browser.Tests; do
  say "$project"
  "tests/$project/bin/Release/net10.0/$project" --no-ansi --no-progress --results-directory "$(mktemp -d)" "$@" > "$out" 2>&1
  code=$?
  count() { sed -n "s/^ *$1: \([0-9]*\).*/\1/p" "$out" | tail -1; }
  p=$(count succeeded); f=$(count failed); s=$(count skipped); t=$(count total)
  # Every test has passed and the runner gave up waiting for its own threads afterwards, as it does on a machine that has more to do: said, not counted.
  if [ $code -ne 0 ] && [ "${f:-}" = 0 ] && grep -q 'Foreground threads were left running' "$out" && grep -q 'Test run summary: Passed!' "$out"; then
    say "$project: all tests passed, and the runner had to be ended because threads were still running"; code=0
  fi
  if [ $code -eq 8 ] || [ "${t:-}" = 0 ]; then p=0; f=0; s=0
  elif [ -z "$p" ] || { [ $code -ne 0 ] && [ "${f:-0}" = 0 ]; }; then tail -40 "$out"; p=${p:-0}; s=${s:-0}; f=$(( ${f:-0} + 1 )); fi
  [ "$f" = 0 ] || grep -vE '^ *(skipped|passed) ' "$out" | tail -150
  grep -A1 -E '^skipped ' "$out" | grep -v '^--' | sed 's/^skipped.*//;/^$/d;s/^ */  skipped because: /' | sort | uniq -c | sort -rn | head -8 >&2
  say "$project: $p passed, $f failed, $s skipped"
  passed=$((passed + p)); failed=$((failed + f)); skipped=$((skipped + s))
done

echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
