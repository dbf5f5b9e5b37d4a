#!/usr/bin/env bash
# The chaos gate: three silos, traffic in all directions through the simulator with its faults on, a silo killed every
# few seconds and started again, Postgres crashed once; then everything stored is compared with what was wanted and with
# what the carrier has. bench/chaos.sh [--minutes N], five unless told.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/machine.sh

minutes=5
case "${1:-}" in
  "") ;;
  --minutes) minutes=${2:-} ;;
  *) minutes= ;;
esac
[[ $minutes =~ ^[0-9]+(\.[0-9]+)?$ ]] || { echo "Usage: bench/chaos.sh [--minutes N]" >&2; exit 2; }

need_dotnet
need_postgres
configuration=${BUILD_CONFIGURATION:-Release}
echo "Building…" >&2
dotnet build tests/EndToEnd/EndToEnd.csproj -c "$configuration" -v q --nologo -clp:ErrorsOnly,NoSummary >&2
CHAOS_MINUTES=$minutes exec dotnet "tests/EndToEnd/bin/$configuration/net10.0/OrleansSms.EndToEnd.dll" --progress off --output Detailed --show-live-output on \
  --filter-class OrleansSms.EndToEnd.Survival.Chaos.ChaosTests
