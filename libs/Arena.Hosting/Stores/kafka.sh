#!/bin/sh
# Runs librdkafka's mock broker until this shell is told to end or whoever started it is gone.
# From the environment: BIN (dotnet), BROKER (the library, which is also a program) and PORT.
set -eu
. "$(dirname "$0")/server.sh"
serve TERM / "$BIN" "$BROKER" "$PORT"
