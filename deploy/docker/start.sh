#!/bin/bash
# Other silos reach this one at the address of its container, unless another is named.
set -euo pipefail
export Orleans__AdvertisedIp=${Orleans__AdvertisedIp:-$(hostname -i | cut -d' ' -f1)}
exec /app/OrleansSms.Silo "$@"
