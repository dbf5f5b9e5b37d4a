#!/usr/bin/env bash
# The long form of the crash tests: killed at the first five arrivals of every point, each looked at for itself, and
# again with a second silo that takes over. About half an hour on two cores; with names of points, only those:
#   scripts/crash.sh sender.claimed,commit.sent
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/machine.sh

need_dotnet
need_postgres
dotnet build tests/EndToEnd/EndToEnd.csproj -v q --nologo -clp:ErrorsOnly,NoSummary
CRASHES=${1:-long} exec dotnet tests/EndToEnd/bin/Debug/net10.0/OrleansSms.EndToEnd.dll --filter-namespace OrleansSms.EndToEnd.Survival.Crashes
