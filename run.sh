#!/usr/bin/env bash
# Starts everything on this machine: carrier simulator (unless a real account is configured), private Postgres, silo.
# Ctrl-C stops all of it. Whatever key is set in the environment wins over the defaults here.
set -euo pipefail
cd "$(dirname "$0")"
. scripts/machine.sh
. scripts/local.sh

need_dotnet
[ -n "${ConnectionStrings__Postgres:-}" ] || need_postgres

configuration=${BUILD_CONFIGURATION:-Release}
build_all

export ASPNETCORE_ENVIRONMENT=${ASPNETCORE_ENVIRONMENT:-Development}
export ASPNETCORE_URLS=${ASPNETCORE_URLS:-http://localhost:4000}
address=${ASPNETCORE_URLS%%;*}
address=${address/0.0.0.0/localhost}
address=${address/\*/localhost}
address=${address/+/localhost}
address=${address/\[::\]/localhost}

first_owner
is_free "$address" ASPNETCORE_URLS
stop_at_the_end
simulated_carrier "$address"

dotnet "src/Silo/bin/$configuration/net10.0/OrleansSms.Silo.dll" &
silo=$!
pids=("$silo" "${pids[@]}")

until answers "$address" /health/ready; do
  kill -0 "$silo" 2>/dev/null || { wait "$silo" || exit $?; exit 1; }
  sleep 0.3
done
tell_where "$address"
echo "Ctrl-C stops everything."

code=0
wait -n "${pids[@]}" || code=$?
exit "$code"
