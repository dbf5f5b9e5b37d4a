#!/usr/bin/env bash
# Two silos on hosts of their own (network namespaces, as root) lose each other, and one of them the database as well, under
# traffic; then everything stored is compared with what was wanted and with what the carrier has. About two minutes.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/machine.sh

need_dotnet
need_postgres
need_chromium
need_iproute
configuration=${BUILD_CONFIGURATION:-Debug}
dotnet build tests/EndToEnd/EndToEnd.csproj -c "$configuration" -v q --nologo -clp:ErrorsOnly,NoSummary
exec dotnet "tests/EndToEnd/bin/$configuration/net10.0/OrleansSms.EndToEnd.dll" --explicit on --filter-namespace OrleansSms.EndToEnd.Survival.Split
