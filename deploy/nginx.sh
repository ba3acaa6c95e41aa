#!/bin/sh
# Install Debian's nginx and wrk, where they are not found: nginx for the tests and benchmarks of
# snapshots, wrk to load it in the benchmarks with more than a client in Python can.
# Debian's package would start a web server on port 80 of this machine: that is refused meanwhile.
set -eu
PATH=$PATH:/usr/sbin:/usr/local/sbin
missing=
command -v nginx >/dev/null 2>&1 || missing="nginx-light"
command -v wrk >/dev/null 2>&1 || missing="$missing wrk"
if [ -z "$missing" ]; then
    exit 0
fi

as_root=
if [ "$(id -u)" != 0 ]; then
    as_root=sudo
fi
if ! command -v apt-get >/dev/null 2>&1 || { [ -n "$as_root" ] && ! command -v sudo >/dev/null; }; then
    echo "nginx atau wrk tidak ditemukan, padahal uji dan pengukuran halaman warga memerlukannya," \
        "dan tidak dapat dipasang sendiri di mesin ini. Pasang keduanya, lalu jalankan perintah" \
        "ini lagi." >&2
    exit 1
fi
echo "Memasang untuk uji dan pengukuran halaman warga: $missing ..."
log=$(mktemp)
policy=/usr/sbin/policy-rc.d
ours=
if [ ! -e "$policy" ]; then
    printf '#!/bin/sh\nexit 101\n' | $as_root tee "$policy" >/dev/null
    $as_root chmod +x "$policy"
    ours=yes
fi
failed=
if ! { $as_root apt-get update -qq && DEBIAN_FRONTEND=noninteractive \
    $as_root apt-get install -y -qq --no-install-recommends $missing; } >"$log" 2>&1; then
    failed=yes
    tail -n 5 "$log" >&2
fi
if [ -n "$ours" ]; then
    $as_root rm -f "$policy"
fi
rm -f "$log"
if [ -n "$failed" ]; then
    echo "Tidak dapat dipasang; sebabnya di atas. Perbaiki, lalu jalankan perintah ini lagi." >&2
    exit 1
fi
