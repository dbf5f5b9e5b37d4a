#!/usr/bin/env bash
# Measures the product on this machine: a fresh private Postgres, the carrier simulator, one silo, load over loopback.
# bench/run.sh --help names the parameters.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/machine.sh

need_dotnet
need_postgres
echo "Building…" >&2
for project in src/Silo/Silo.csproj tools/TwilioSimulator/TwilioSimulator.csproj bench/Bench.csproj; do
  dotnet build "$project" -c Release -v q --nologo -clp:ErrorsOnly,NoSummary >&2
done
exec dotnet bench/bin/Release/net10.0/OrleansSms.Bench.dll "$@"
