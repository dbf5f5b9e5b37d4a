#!/usr/bin/env bash
# Whether this checkout can take the place of an earlier release at noon: its silo beside that of the release, one upgraded
# after the other, taken back and upgraded again under traffic; and the release's own tests of its queries on our schema.
#   scripts/upgrade.sh [TAG OR COMMIT], the last tag unless told
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/machine.sh

previous=${1:-$(git describe --tags --abbrev=0 2>/dev/null || true)}
[ -n "$previous" ] || { echo "No tag names a release: scripts/upgrade.sh TAG OR COMMIT" >&2; exit 2; }
git rev-parse -q --verify "$previous^{commit}" >/dev/null || { echo "$previous is neither a tag nor a commit here." >&2; exit 2; }

need_dotnet
need_postgres
need_node
# As readable for the server's account as this checkout is.
release=$(mktemp -d -p "${TMPDIR:-/tmp}" orleanssms-release-XXXXXX)
trap 'git worktree remove --force "$release"' EXIT
git worktree add -q --force --detach "$release" "$previous"

echo "Building $(git -C "$release" log -1 --format='%h %s')…" >&2
quickly=(-v q --nologo -clp:ErrorsOnly,NoSummary -p:RunAnalyzersDuringBuild=false)
dotnet build "$release/src/Silo/Silo.csproj" "${quickly[@]}"
echo "Building this checkout…" >&2
dotnet build tests/EndToEnd/EndToEnd.csproj "${quickly[@]}"

silo=src/Silo/bin/Debug/net10.0/OrleansSms.Silo.dll
PREVIOUS_SILO=$release/$silo dotnet tests/EndToEnd/bin/Debug/net10.0/OrleansSms.EndToEnd.dll --progress off --explicit only \
  --filter-class OrleansSms.EndToEnd.Survival.Upgrades.UpgradeTests

echo "The release's queries on this checkout's schema…" >&2
cp sql/*.sql "$release/sql/"
dotnet build "$release/tests/Postgres.Tests/Postgres.Tests.csproj" "${quickly[@]}"
# Not those that say what is in the schema: more is.
dotnet "$release/tests/Postgres.Tests/bin/Debug/net10.0/OrleansSms.Postgres.Tests.dll" --progress off \
  --filter-not-namespace OrleansSms.Postgres.Tests.Schema OrleansSms.Postgres.Tests.Server --filter-not-class '*RowSecurityTests'
