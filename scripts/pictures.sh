#!/usr/bin/env bash
# Pictures of every page and state, light and dark, desktop and phone, for a person to look at: scripts/pictures.sh FOLDER
set -euo pipefail
folder=${1:?Say into which folder the pictures go.}
mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
cd "$(dirname "$0")/.."
dotnet build tests/EndToEnd/EndToEnd.csproj -v q --nologo
SCREENSHOTS=$folder dotnet tests/EndToEnd/bin/Debug/net10.0/OrleansSms.EndToEnd.dll --progress off --filter-method '*Every_page_and_state_can_be_pictured'
