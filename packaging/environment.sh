# Python environments in .deps/ that borrow PyTorch from .deps/python instead of holding it once more. Sourced by the
# other scripts; expects $root and steps.sh.

# borrowing_environment <name> <requirement…>: makes .deps/<name>, unless it holds exactly these already. Fails with one
# sentence.
borrowing_environment() {
    local folder="$root/.deps/$1" log="$root/.deps/$1/install.log" stamp="$root/.deps/$1/installed" torch
    shift
    if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$*" ]; then return; fi
    torch=$(echo "$root"/.deps/python/lib/python3*/site-packages)
    [ -d "$torch/torch" ] || stop "PyTorch is not in .deps/python; run packaging/setup.sh first"
    note "installing into ${folder#"$root/"} (some 200 MB to download): $*"
    "$root/.deps/python/bin/python" -m venv --clear "$folder" ||
        stop "the Python environment ${folder#"$root/"} could not be made (is python3-venv installed?)"
    # In place before the rest, so that pip finds PyTorch and does not fetch it again.
    echo "$torch" >"$(echo "$folder"/lib/python3*/site-packages)/torch.pth"
    "$folder/bin/pip" install -q --disable-pip-version-check "$@" >"$log" 2>&1 ||
        stop "PyPI could not be reached or lacks one of $*; see $log: $(tail -n 2 "$log" | tr '\n' ' ')"
    echo "$*" >"$stamp"
}
