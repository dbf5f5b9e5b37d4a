#!/usr/bin/env bash
# Installs what the tests need when it is missing, builds, runs every test; the last line sums up.
set -uo pipefail
cd "$(dirname "$0")"
. scripts/machine.sh

need_dotnet
need_postgres
need_chromium
need_nginx
need_iproute
need_node

configuration=${BUILD_CONFIGURATION:-Debug}
# One compiler for all projects reads the analyzers once, which is a third of the time.
dotnet build OrleansSms.sln -c "$configuration" -v q --nologo -p:UseSharedCompilation=true
built=$?
dotnet build-server shutdown --vbcscompiler >/dev/null
[ $built -eq 0 ] || { echo "0 passed, 1 failed"; exit 1; }

passed=0 failed=0 skipped=0
logs=$(mktemp -d)
trap 'rm -rf "$logs"' EXIT

# Tells of a project's tests when they are over: several run at a time.
run() {
  local name
  for name in "$@"; do
    dotnet "tests/$name/bin/$configuration/net10.0/OrleansSms.$name.dll" --progress off >"$logs/$name" 2>&1
    echo "exit: $?" >>"$logs/$name"
    sed -i 's/\x1b\[[0-9;]*m//g' "$logs/$name"
    printf '\n== %s\n%s\n' "$name" "$(cat "$logs/$name")"
  done
}

# Two at a time keep two cores busy, for about as long each; whole flows take all there is by themselves.
others=()
for project in tests/*.Tests; do
  name=$(basename "$project")
  case $name in Grains.Tests | Silo.Tests) ;; *) others+=("$name") ;; esac
done
run Grains.Tests Silo.Tests &
run "${others[@]}" &
wait
run EndToEnd

for log in "$logs"/*; do
  read -r p f s code < <(awk '/^ *succeeded: /{p=$2} /^ *failed: /{f=$2} /^ *skipped: /{s=$2} /^exit: /{c=$2} END{print p+0, f+0, s+0, c+0}' "$log")
  # A run that ends badly without a failed test did not run to its end.
  if [ "$code" -ne 0 ] && [ "$f" -eq 0 ]; then f=1; fi
  passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
done

echo
echo "== Dependencies"
audit=$(dotnet list OrleansSms.sln package --vulnerable --include-transitive 2>&1)
if grep -q "has the following vulnerable packages" <<<"$audit"; then
  echo "$audit"
  failed=$((failed + 1))
elif grep -q "has no vulnerable packages" <<<"$audit"; then
  echo "No package with a known vulnerability."
  passed=$((passed + 1))
else
  echo "The package source tells nothing about vulnerabilities."
  skipped=$((skipped + 1))
fi

echo
line="$passed passed, $failed failed"
[ "$skipped" -eq 0 ] || line="$line, $skipped skipped"
echo "$line"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
