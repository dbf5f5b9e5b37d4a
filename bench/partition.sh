#!/usr/bin/env bash
# What docs/capacity.md says of one Postgres that is not enough, tried on this machine: the same conversations in plain tables, cut
# into parts by bench/Partition/parted.sql, and dealt out to several private servers, asked by the product's own code.
#   bench/partition.sh [--parts 8,64] [--load 20000] …   measures; bench/run.sh --help names the parameters
#   bench/partition.sh --tests [8]                       runs the tests of the stores on a schema with that many parts
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/machine.sh

need_dotnet
need_postgres
quickly=(-v q --nologo "-clp:ErrorsOnly,NoSummary" -p:RunAnalyzersDuringBuild=false)
if [ "${1:-}" != --tests ]; then
  echo "Building…" >&2
  dotnet build bench/Bench.csproj -c Release "${quickly[@]}" >&2
  exec dotnet bench/bin/Release/net10.0/OrleansSms.Bench.dll --parts 8,64 --load 20000 --load-messages 20 "$@"
fi

# A copy of what is checked in here, with the cut as its last script: every database of the tests is made with it.
copy=$(mktemp -d -p "${TMPDIR:-/tmp}" orleanssms-parted-XXXXXX)
trap 'git worktree remove --force "$copy"' EXIT
git worktree add -q --force --detach "$copy"
{ echo "set local parting.parts = '${2:-8}';"; cat bench/Partition/parted.sql; } >"$copy/sql/999_parted.sql"
echo "Building…" >&2
dotnet build "$copy/tests/Postgres.Tests/Postgres.Tests.csproj" "${quickly[@]}"
# Not those that say what is in the schema and how it came there, nor two that look at tables as files: by place, and by tablespace.
dotnet "$copy/tests/Postgres.Tests/bin/Debug/net10.0/OrleansSms.Postgres.Tests.dll" --progress off \
  --filter-not-namespace OrleansSms.Postgres.Tests.Schema OrleansSms.Postgres.Tests.Server \
  --filter-not-class '*.DiskFullTests' '*.Parted*' --filter-not-method '*.CheckupTests.Nothing_is_written'
