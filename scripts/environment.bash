# Sourced by scripts/gaidiff and scripts/test: makes .venv in the checkout and keeps it up to date.
# Everything said here goes to standard error, so that output of the command itself can be piped.

say() { printf '%s: %s\n' "${0##*/}" "$*" >&2; }

# fresh NAME: has ready NAME been through since the checkout was moved or its requirements changed?
fresh() {
  local stamp=$root/.venv/.ready-$1 made_for=
  [[ -x $root/.venv/bin/gaidiff && $stamp -nt $root/pyproject.toml && $stamp -nt $root/constraints.txt ]] || return 1
  read -r made_for < "$stamp" && [[ $made_for == "$root" ]]
}

# ready NAME [REQUIREMENT...]: install gaidiff and the requirements into .venv at the versions of constraints.txt
ready() {
  local name=$1; shift
  local wanted=(-e "$root" "$@")
  say "preparing .venv (first use, or requirements changed) ..."
  if ! install "${wanted[@]}" -c "$root/constraints.txt"; then
    # a version that was tested can be withdrawn from an index; a tool that will not start then helps nobody
    say "the versions of constraints.txt cannot all be had; taking the newest that fit"
    if ! install "${wanted[@]}"; then
      say "error: could not prepare $root/.venv, see above; is the network or a package mirror reachable?"
      return 2
    fi
  fi
  # an editable install leaves our own modules uncompiled, and some machines forbid doing it on the fly
  "$root/.venv/bin/python" -m compileall -q "$root/gaidiff" >&2 || true
  printf '%s\n' "$root" > "$root/.venv/.ready-$name"
}

install() { { uv_works && with_uv "$@"; } || with_pip "$@"; }

uv_works() { command -v uv >/dev/null && uv --version >/dev/null 2>&1; }

with_uv() {
  { usable_venv || uv venv --quiet --clear --python '>=3.11' "$root/.venv" >&2; } &&
    uv pip install --quiet --compile-bytecode --python "$root/.venv/bin/python" "$@" >&2 || { say "uv failed, trying venv and pip"; return 1; }
}

with_pip() {
  { usable_venv && "$root/.venv/bin/python" -m pip --version >/dev/null 2>&1; } || make_venv || return
  "$root/.venv/bin/python" -m pip install -qq --disable-pip-version-check "$@" >&2
}

usable_venv() { "$root/.venv/bin/python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

make_venv() {
  local python
  for python in python3.11 python3 python3.12 python3.13 python3.14 python; do
    if "$python" -c 'import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      "$python" -m venv --clear "$root/.venv" >&2
      return
    fi
  done
  say "error: no Python 3.11 or newer with venv found; install one (Debian: python3 and python3-venv), or uv"
  return 1
}

# group NAME: the requirements of one dependency group of pyproject.toml, one a line (no pip option for it before 25.1)
group() {
  "$root/.venv/bin/python" - "$root/pyproject.toml" "$1" <<'PYTHON'
import sys, tomllib
with open(sys.argv[1], "rb") as file:
    print("\n".join(tomllib.load(file)["dependency-groups"][sys.argv[2]]))
PYTHON
}
