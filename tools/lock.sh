#!/bin/sh
# Pin every package with its hashes. The files name no index, so any mirror will do.
set -eu
command -v uv >/dev/null || { echo "uv is missing: pip install uv"; exit 1; }
common="--quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-header --no-annotate"
uv pip compile $common pyproject.toml --group build -o requirements/run.txt
uv pip compile $common pyproject.toml --group dev --extra postgresql --extra s3 -c requirements/run.txt -o requirements/dev.txt
