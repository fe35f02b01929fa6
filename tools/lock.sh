#!/bin/sh
# Writes the two locks: what the site needs, and that plus what tests and lint need. Universal, with hashes, naming no registry.
set -eu
cd "$(dirname "$0")/.."
compile() {
    uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links \
        --custom-compile-command "make lock" "$@" pyproject.toml
}
compile "$@" -o requirements.lock
compile "$@" -c requirements.lock --group dev -o requirements-dev.lock
if grep -nE 'https?://|--(extra-)?index-url' requirements.lock requirements-dev.lock; then
    echo "Un verrou nomme une adresse de dépôt." >&2
    exit 1
fi
