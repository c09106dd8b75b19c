#!/bin/sh
# Runs a private Redis server until this shell is told to end or whoever started it is gone.
# From the environment: BIN (the server), DATA (its folder, which exists), PORT, PASSWORD (may be empty), KEEP (yes or no) and ACCOUNT:
# whom to run as when we are root.
set -eu
. "$(dirname "$0")/server.sh"

own "$DATA"
wait_until_unused "$DATA"
version=$(quietly "$BIN" --version)
echo "$version: private server on 127.0.0.1:$PORT, $([ "$KEEP" = yes ] && echo "data in $DATA" || echo 'data in memory only')"

# Through standard input, where nobody else can read the password.
config="$DATA.config"
secret "$config" "port $PORT
bind 127.0.0.1
daemonize no
loglevel warning
dir \"$DATA\"
appendonly $KEEP
save \"\"
${PASSWORD:+requirepass \"$(printf %s "$PASSWORD" | sed 's/[\\"]/\\&/g')\"}"
INPUT="$config"
serve TERM "$DATA" "$BIN" -
