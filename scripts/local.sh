# Sourced by run.sh and run-cluster.sh: what an installation on one machine has beside its silos.

pids=()

# Ends everything in pids, in that order, and waits for it; also on Ctrl-C.
stop_at_the_end() {
  trap 'stop; exit 130' INT
  trap 'stop; exit 143' TERM
  trap stop EXIT
}

stop() {
  trap - EXIT
  trap '' INT TERM
  for pid in "${pids[@]}"; do kill -TERM "$pid" 2>/dev/null || true; done
  for pid in "${pids[@]}"; do wait "$pid" 2>/dev/null || true; done
}

# The first owner's password and token are made once and kept beside the data they belong to.
first_owner() {
  how="Sign in with the account of this installation."
  [ -z "${Setup__OwnerEmail:-}${Setup__OwnerPassword:-}" ] && [ "$ASPNETCORE_ENVIRONMENT" = Development ] || return 0
  mkdir -p .data
  if [ ! -f .data/first-owner ]; then
    (umask 077; printf 'password=%s\ntoken=%s\n' "$(random 12)" "$(random 24)" > .data/first-owner)
  fi
  . .data/first-owner
  export Setup__OwnerEmail=owner@example.com Setup__OwnerPassword=$password Setup__ApiToken=${Setup__ApiToken:-$token}
  how="Sign in as owner@example.com with $password (API token: $Setup__ApiToken)"
}

# simulated_carrier ADDRESS: one that sends texts and calls to ADDRESS, unless a real account is configured.
simulated_carrier() {
  [ -z "${Twilio__AccountSid:-}" ] || return 0
  simulator=${SIMULATOR_URL:-http://localhost:7080}
  export Twilio__AccountSid=AC11111111111111111111111111111111 Twilio__AuthToken=0123456789abcdef0123456789abcdef
  export Twilio__ApiBaseUrl=$simulator PublicBaseUrl=${PublicBaseUrl:-$1}
  is_free "$simulator" SIMULATOR_URL
  if [ -z "${Setup__Lines__0:-}" ]; then
    export Setup__Lines__0=+14155550100 Setup__Lines__1=+14155550101 Setup__Lines__2=+18885550100
  fi
  env -u Twilio__AuthToken ASPNETCORE_URLS="$simulator" Simulator__SmsUrl="$PublicBaseUrl/api/v1/twilio/sms/webhook" \
    Simulator__VoiceUrl="$PublicBaseUrl/api/v1/twilio/voice/webhook" Simulator__VoiceFallbackUrl="$PublicBaseUrl/api/v1/twilio/voice/webhook" \
    Simulator__VoiceStatusCallback="$PublicBaseUrl/api/v1/twilio/voice/status" Simulator__AllVoice="${Simulator__AllVoice:-true}" \
    dotnet "tools/TwilioSimulator/bin/$configuration/net10.0/OrleansSms.TwilioSimulator.dll" &
  pids+=($!)
}

# is_free ADDRESS KEY: nothing listens there; KEY is what sets another.
is_free() {
  ! listens "$1" || { echo "$1 is in use. Stop what listens there, or set $2 to another address." >&2; exit 1; }
}

build_all() {
  # Only calls in the browser need it.
  [ -z "${Twilio__ApiKeySid:-}" ] || [ "${Twilio__Softphone:-true}" = false ] || need_node
  echo "Building…"
  dotnet build src/Silo/Silo.csproj -c "$configuration" -v q --nologo
  dotnet build tools/TwilioSimulator/TwilioSimulator.csproj -c "$configuration" -v q --nologo
}

# tell_where ADDRESS
tell_where() {
  echo
  echo "OrleansSms is up: $1"
  echo "$how"
  [ -z "${simulator:-}" ] || echo "The virtual phone, to text your numbers from: $simulator"
}
