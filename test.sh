#!/usr/bin/env bash
# Runs every test. Installs what the tests need on Debian when it is missing and this user may: chromium, postgresql.
# Programs that open the exports (pandas, R, LibreOffice) are large: tests that need one are skipped, and counted before the last line, where it
# is missing; FULL_BATTERIES=1 installs them and skips none.
# Last line: "N passed, N failed", summed from the test runner's own result files. FULL_BATTERIES=1 runs the full-size batteries.
set -uo pipefail
cd "$(dirname "$0")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

need() { # package, file that shows it is there
  [ -e "$2" ] || compgen -G "$2" > /dev/null || missing+=("$1")
}
missing=()
need chromium /usr/bin/chromium
need postgresql '/usr/lib/postgresql/*/bin/initdb'
if [ "${FULL_BATTERIES:-}" = 1 ]; then
  need python3-pandas /usr/lib/python3/dist-packages/pandas
  need r-base-core /usr/bin/Rscript
  need libreoffice-calc-nogui /usr/bin/soffice
fi
if [ ${#missing[@]} -gt 0 ]; then
  if [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null; then
    echo "Installing ${missing[*]}"
    apt-get -o DPkg::Lock::Timeout=500 update -qq
    DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=500 install -y -qq --no-install-recommends "${missing[@]}" > /dev/null
  else
    echo "The tests need ${missing[*]}: install with apt-get, or run this script as root." >&2
  fi
fi

results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT
status=0
dotnet build CollabLLM.sln --nologo -v q || { echo "0 passed, 1 failed"; exit 1; }
for oracle in tests/oracles/package.json tests/oracles/*/package.json; do
  [ -e "$oracle" ] || continue
  (cd "$(dirname "$oracle")" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error) || status=1
done
for project in tests/*Tests/*Tests.csproj; do
  name=$(basename "$project" .csproj)
  echo "== $name"
  # A suite that hangs must not take the whole run with it.
  # The second logger says why a test failed.
  dotnet test "$project" --no-build --nologo -v q --logger "trx;LogFileName=$name.trx" --logger "console;verbosity=minimal" \
    --results-directory "$results" \
    --blame-hang-timeout 10m || status=1
done

passed=0 failed=0 skipped=0 counted=0
for file in "$results"/*.trx; do
  [ -e "$file" ] || continue
  counters=$(grep -o '<Counters [^>]*>' "$file" | tail -n 1)
  of() { sed -E "s/.* $1=\"([0-9]+)\".*/\1/" <<< "$counters"; }
  passed=$((passed + $(of passed)))
  failed=$((failed + $(of executed) - $(of passed)))
  # The runner leaves notExecuted at 0 and counts a skipped test in total only.
  skipped=$((skipped + $(of total) - $(of executed)))
  counted=$((counted + 1))
done
# A suite without a result file died: that is a failure, whatever the others say.
suites=$(ls -d tests/*Tests | wc -l)
[ "$counted" -eq "$suites" ] || { failed=$((failed + suites - counted)); status=1; }
[ "$failed" -eq 0 ] || status=1
[ "$skipped" -eq 0 ] || { echo "$skipped skipped:"; grep -ohE '[a-z0-9-]+ is not installed: apt-get install [a-z0-9-]+' "$results"/*.trx | sort -u; }
echo "$passed passed, $failed failed"
exit $status
