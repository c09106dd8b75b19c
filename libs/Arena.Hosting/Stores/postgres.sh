#!/bin/sh
# Runs a private PostgreSQL server until this shell is told to end or whoever started it is gone.
# From the environment: BIN (the server's programs), DATA (its folder, which exists), PORT, SUPERUSER and PASSWORD, and ACCOUNT:
# whom to run as when we are root, since the server refuses root.
set -eu
. "$(dirname "$0")/server.sh"

version=$(quietly "$BIN/postgres" --version)

# Beside the folder first, so that data is whole or not there when we are killed meanwhile.
initialize() {
  rm -rf "$DATA.new"
  own "$DATA.new"
  secret "$DATA.secret" "$PASSWORD"
  quietly "$BIN/initdb" -D "$DATA.new" -U "$SUPERUSER" --pwfile="$DATA.secret" -A scram-sha-256 -E UTF8 --locale=C \
    --no-sync --no-instructions >/dev/null || stop_with "initdb could not make $DATA (see above)"
  rmdir "$DATA"
  mv "$DATA.new" "$DATA"
  remember_password
}

# The password of the data is the one that was set last; a new one is set without asking for the old.
change_password() {
  quoted=$(printf %s "$PASSWORD" | sed "s/'/''/g")
  printf 'alter role "%s" password '\''%s'\''\n' "$SUPERUSER" "$quoted" \
    | quietly "$BIN/postgres" --single -D "$DATA" postgres >/dev/null \
    || stop_with "the password of the data in $DATA could not be set (see above)"
  remember_password
}

remember_password() { secret "$DATA.secret" "$(password_hash)"; }
password_hash() { printf %s "$PASSWORD" | sha256sum | cut -d ' ' -f 1; }

own "$DATA"
wait_until_unused "$DATA"
if [ -f "$DATA/PG_VERSION" ]; then
  # A server that was killed leaves its id behind, which may be another process's by now. Nobody works here: see above.
  rm -f "$DATA/postmaster.pid"
  [ "$(cat "$DATA.secret" 2>/dev/null)" = "$(password_hash)" ] || change_password
else
  initialize
fi

echo "$version: private server on 127.0.0.1:$PORT, data in $DATA"
# SIGINT is "fast": sessions are ended, data is written. Durable, since the ledger promises it; small, since the machine is shared.
serve INT "$DATA" "$BIN/postgres" -D "$DATA" -c listen_addresses=127.0.0.1 -c port="$PORT" -c unix_socket_directories= \
  -c shared_buffers=128MB -c fsync=on -c synchronous_commit=on -c jit=off -c log_checkpoints=off -c log_line_prefix=
