#!/usr/bin/env bash
# Starts everything on this machine: carrier simulator (unless a real account is configured), private Postgres, silo.
# Ctrl-C stops all of it. Whatever key is set in the environment wins over the defaults here.
set -euo pipefail
cd "$(dirname "$0")"
. scripts/machine.sh

need_dotnet
[ -n "${ConnectionStrings__Postgres:-}" ] || need_postgres
[ -z "${Twilio__ApiKeySid:-}" ] || need_node

configuration=${BUILD_CONFIGURATION:-Release}
echo "Building…"
dotnet build src/Silo/Silo.csproj -c "$configuration" -v q --nologo
dotnet build tools/TwilioSimulator/TwilioSimulator.csproj -c "$configuration" -v q --nologo

export ASPNETCORE_ENVIRONMENT=${ASPNETCORE_ENVIRONMENT:-Development}
export ASPNETCORE_URLS=${ASPNETCORE_URLS:-http://localhost:4000}
address=${ASPNETCORE_URLS%%;*}
address=${address/0.0.0.0/localhost}
address=${address/\*/localhost}
address=${address/+/localhost}
address=${address/\[::\]/localhost}

# The first owner's password and token are made once and kept beside the data they belong to.
if [ -z "${Setup__OwnerEmail:-}" ] && [ -z "${Setup__OwnerPassword:-}" ] && [ "$ASPNETCORE_ENVIRONMENT" = Development ]; then
  mkdir -p .data
  if [ ! -f .data/first-owner ]; then
    (umask 077; printf 'password=%s\ntoken=%s\n' "$(random 12)" "$(random 24)" > .data/first-owner)
  fi
  . .data/first-owner
  export Setup__OwnerEmail=owner@example.com Setup__OwnerPassword=$password Setup__ApiToken=${Setup__ApiToken:-$token}
  how="Sign in as owner@example.com with $password (API token: $Setup__ApiToken)"
fi

! listens "$address" || { echo "$address is in use. Stop what listens there, or set ASPNETCORE_URLS to another address." >&2; exit 1; }

pids=()
stop() {
  trap - EXIT
  trap '' INT TERM
  for pid in "${pids[@]}"; do kill -TERM "$pid" 2>/dev/null || true; done
  for pid in "${pids[@]}"; do wait "$pid" 2>/dev/null || true; done
}
trap 'stop; exit 130' INT
trap 'stop; exit 143' TERM
trap stop EXIT

if [ -z "${Twilio__AccountSid:-}" ]; then
  simulator=${SIMULATOR_URL:-http://localhost:7080}
  export Twilio__AccountSid=AC11111111111111111111111111111111 Twilio__AuthToken=0123456789abcdef0123456789abcdef
  export Twilio__ApiBaseUrl=$simulator PublicBaseUrl=${PublicBaseUrl:-$address}
  ! listens "$simulator" || { echo "$simulator is in use. Stop what listens there, or set SIMULATOR_URL to another address." >&2; exit 1; }
  if [ -z "${Setup__Lines__0:-}" ]; then
    export Setup__Lines__0=+14155550100 Setup__Lines__1=+14155550101 Setup__Lines__2=+18885550100
  fi
  env -u Twilio__AuthToken ASPNETCORE_URLS="$simulator" Simulator__SmsUrl="$PublicBaseUrl/api/v1/twilio/sms/webhook" \
    Simulator__VoiceUrl="$PublicBaseUrl/api/v1/twilio/voice/webhook" Simulator__VoiceFallbackUrl="$PublicBaseUrl/api/v1/twilio/voice/webhook" \
    Simulator__VoiceStatusCallback="$PublicBaseUrl/api/v1/twilio/voice/status" \
    dotnet "tools/TwilioSimulator/bin/$configuration/net10.0/OrleansSms.TwilioSimulator.dll" &
  pids+=($!)
fi

dotnet "src/Silo/bin/$configuration/net10.0/OrleansSms.Silo.dll" &
silo=$!
pids=("$silo" "${pids[@]}")

until answers "$address" /health/ready; do
  kill -0 "$silo" 2>/dev/null || { wait "$silo" || exit $?; exit 1; }
  sleep 0.3
done
echo
echo "OrleansSms is up: $address"
echo "${how:-Sign in with the account of this installation.}"
[ -z "${simulator:-}" ] || echo "The virtual phone, to text your numbers from: $simulator"
echo "Ctrl-C stops everything."

code=0
wait -n "${pids[@]}" || code=$?
exit "$code"
