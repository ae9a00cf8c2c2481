#!/bin/sh
# The browser tests need a Chromium. Find one, or install Debian's where that is allowed, or say so.
set -eu
for name in "${TONGMING_CHROMIUM:-}" chromium chromium-browser google-chrome; do
    if [ -n "$name" ] && command -v "$name" >/dev/null 2>&1; then exit 0; fi
done
if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
    echo "==> installing Debian's chromium for the browser tests"
    if apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium fonts-noto-cjk >/dev/null; then
        exit 0
    fi
fi
if [ -n "${CI:-}" ]; then
    echo "Chromium is missing and could not be installed: the browser tests cannot run." >&2
    exit 1
fi
echo "Chromium is missing, so the browser tests will be skipped."
echo "  Debian or Ubuntu: sudo apt install chromium   (or set TONGMING_CHROMIUM to a browser's path)"
