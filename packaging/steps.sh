# Steps with a name and a duration, and failing with one sentence. Sourced by the other scripts.

note() { printf '  %s\n' "$*"; }

stop() {
    printf 'Stopped: %s\n' "$*" >&2
    exit 1
}

# step <title> <command…>: says what it does and how long it took.
step() {
    local title=$1 begin=$SECONDS
    shift
    printf '%s …\n' "$title"
    "$@"
    printf '%s: done in %d s\n' "$title" $((SECONDS - begin))
}

# quietly <log file> <command…>: the output goes to a file, its end is shown when the command fails.
quietly() {
    local file=$1
    shift
    if ! "$@" >"$file" 2>&1; then
        tail -n 25 "$file" >&2
        stop "\"$*\" failed; the whole output is in $file"
    fi
}
