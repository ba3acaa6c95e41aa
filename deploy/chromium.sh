#!/bin/sh
# Install Debian's Chromium for the browser tests, where no Chromium is found.
set -eu
for name in chromium chromium-browser google-chrome; do
    if command -v "$name" >/dev/null 2>&1; then
        exit 0
    fi
done

as_root=
if [ "$(id -u)" != 0 ]; then
    as_root=sudo
fi
if ! command -v apt-get >/dev/null 2>&1 || { [ -n "$as_root" ] && ! command -v sudo >/dev/null; }; then
    echo "Chromium tidak ditemukan, padahal uji peramban memerlukannya, dan tidak dapat dipasang" \
        "sendiri di mesin ini. Pasang chromium, lalu jalankan make test lagi." >&2
    exit 1
fi
echo "Memasang Chromium untuk uji peramban ..."
log=$(mktemp)
if ! { $as_root apt-get update -qq && DEBIAN_FRONTEND=noninteractive \
    $as_root apt-get install -y -qq --no-install-recommends chromium; } >"$log" 2>&1; then
    tail -n 5 "$log" >&2
    rm -f "$log"
    echo "Chromium tidak dapat dipasang; sebabnya di atas. Perbaiki, lalu jalankan make test lagi." >&2
    exit 1
fi
rm -f "$log"
