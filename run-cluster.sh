#!/usr/bin/env bash
# A cluster on one machine: so many silos (3 unless told: run-cluster.sh N) with nginx before them, private Postgres,
# carrier simulator. A silo that ends is started again, as a supervisor would. Ctrl-C stops all of it.
set -euo pipefail
cd "$(dirname "$0")"
. scripts/machine.sh
. scripts/local.sh

silos=${1:-3}
[[ $silos =~ ^[1-9]$ ]] || { echo "Say how many silos there shall be, 1 to 9." >&2; exit 1; }

need_dotnet
need_nginx
[ -n "${ConnectionStrings__Postgres:-}" ] || need_postgres

configuration=${BUILD_CONFIGURATION:-Release}
build_all

export ASPNETCORE_ENVIRONMENT=${ASPNETCORE_ENVIRONMENT:-Development} ASPNETCORE_FORWARDEDHEADERS_ENABLED=true
port=${CLUSTER_PORT:-4000}
address=http://localhost:$port
home=$PWD/.data/cluster
mkdir -p "$home"

# nginx.conf N: what deploy/nginx says, for the silos of this machine.
nginx_conf() {
  local servers="" n
  for ((n = 1; n <= silos; n++)); do servers+="    server 127.0.0.1:$((port + 100 + n)) max_fails=1 fail_timeout=3s;"$'\n'; done
  [ "$(id -u)" -ne 0 ] || echo "user root;"
  echo "error_log stderr warn; pid $home/nginx.pid; worker_processes 1; events { worker_connections 4096; } http { access_log off;"
  for n in client_body proxy fastcgi uwsgi scgi; do echo "${n}_temp_path $home/$n;"; done
  awk -v servers="$servers" -v port="$port" '
    /^    server / { if (!told) printf "%s", servers; told = 1; next }
    { sub(/listen 80;/, "listen " port ";"); print }' deploy/nginx/orleanssms.conf
  echo "}"
}

# keep N: silo N, again and again.
keep() {
  local log=$home/silo-$1.log code
  trap 'kill -TERM "$silo" 2>/dev/null; wait "$silo" 2>/dev/null; exit' TERM
  trap '' INT
  while :; do
    ASPNETCORE_URLS=http://127.0.0.1:$((port + 100 + $1)) Orleans__SiloPort=$((port + 7100 + $1)) \
      dotnet "src/Silo/bin/$configuration/net10.0/OrleansSms.Silo.dll" >>"$log" 2>&1 &
    silo=$!
    echo "$silo" >"$home/silo-$1.pid"
    code=0
    wait "$silo" 2>/dev/null || code=$?
    echo "Silo $1 ended (exit $code; its log: ${log#"$PWD/"}) and is started again."
    sleep 1
  done
}

first_owner
is_free "$address" CLUSTER_PORT
stop_at_the_end
simulated_carrier "$address"
for ((n = 1; n <= silos; n++)); do
  keep "$n" &
  pids=("$!" "${pids[@]}")
done
for ((n = 1; n <= silos; n++)); do
  until answers "http://127.0.0.1:$((port + 100 + n))" /health/ready; do sleep 0.3; done
done
nginx_conf >"$home/nginx.conf"
nginx -p "$home" -c "$home/nginx.conf" -g 'daemon off;' &
pids=("$!" "${pids[@]}")
until answers "$address" /health/ready; do sleep 0.3; done

tell_where "$address"
for ((n = 1; n <= silos; n++)); do
  echo "Silo $n: process $(cat "$home/silo-$n.pid"), http://127.0.0.1:$((port + 100 + n)), log .data/cluster/silo-$n.log"
done
echo "Ctrl-C stops everything."

code=0
wait -n "${pids[@]}" || code=$?
exit "$code"
