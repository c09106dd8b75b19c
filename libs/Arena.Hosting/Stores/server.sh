# What the scripts beside this one share. Not run by itself.

# Ends for good: exit code 78 (EX_CONFIG of sysexits.h) says that starting again would not help.
stop_with() {
  echo "$1" >&2
  exit 78
}

# A program with a bare environment, as ACCOUNT when we are root. It is told $signal when this shell dies, however it dies.
signal=TERM
as_account() {
  set -- env -i PATH=/usr/bin:/bin LC_ALL=C TZ=UTC "$@"
  if [ -n "${ACCOUNT:-}" ]; then
    exec setpriv --reuid="$ACCOUNT" --regid="$(id -g "$ACCOUNT")" --clear-groups --pdeathsig "$signal" -- "$@"
  fi
  exec setpriv --pdeathsig "$signal" -- "$@"
}

# Says what the program says only when it fails.
quietly() {
  if said=$( (cd / && as_account "$@") 2>&1); then echo "$said"; else code=$?; echo "$said" >&2; return "$code"; fi
}

own() {
  mkdir -p "$1" && chmod 700 "$1" || stop_with "the folder $1 cannot be used"
  [ -z "${ACCOUNT:-}" ] || chown "$ACCOUNT" "$1"
}

# A file that only ACCOUNT can read, whole from the beginning.
secret() {
  rm -f "$1"
  (umask 077 && printf %s "$2" >"$1") || stop_with "$1 cannot be written"
  [ -z "${ACCOUNT:-}" ] || chown "$ACCOUNT" "$1"
}

# A server of a run that was killed may be on its way out; servers stand in their data. After ten seconds it is ended.
wait_until_unused() {
  waited=0
  while left=$(standing_in "$1") && [ -n "$left" ]; do
    # shellcheck disable=SC2086
    [ "$waited" -lt 100 ] || kill -KILL $left 2>/dev/null || true
    waited=$((waited + 1))
    sleep 0.1
  done
}

standing_in() {
  find /proc/[0-9]*/cwd -maxdepth 0 -printf '%l\t%p\n' 2>/dev/null | while IFS="$(printf '\t')" read -r folder link; do
    [ "$folder" != "$1" ] || { link=${link#/proc/} && echo "${link%/cwd}"; }
  done
}

# serve SIGNAL FOLDER PROGRAM ...: runs it until it ends, until we are told to end, or until our parent is gone; then SIGNAL ends it.
serve() {
  signal=$1 folder=$2
  shift 2
  (cd "$folder" && as_account "$@") <"${INPUT:-/dev/null}" &
  server=$!
  trap 'kill -s "$signal" "$server" 2>/dev/null || true' TERM INT HUP
  end_without_parent &
  watch=$!
  # A signal interrupts the wait.
  while kill -0 "$server" 2>/dev/null; do
    code=0
    wait "$server" || code=$?
  done
  kill "$watch" 2>/dev/null || true
  exit "$code"
}

end_without_parent() {
  started_by=$(parent)
  while sleep 1; do
    [ "$(parent)" = "$started_by" ] || { kill -TERM $$ 2>/dev/null; exit; }
  done
}

parent() { sed 's/.*) . \([0-9]*\) .*/\1/' /proc/$$/stat 2>/dev/null; }
