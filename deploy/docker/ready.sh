#!/bin/bash
# Whether the silo takes traffic. The image has no program that speaks HTTP; a shell can ask, too.
exec 3<>/dev/tcp/127.0.0.1/4000 || exit 1
printf 'GET /health/ready HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' >&3
read -r -t 4 _ status _ <&3
[ "$status" = 200 ]
