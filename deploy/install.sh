#!/bin/sh
# Make .venv with Python 3.13 and install one requirements file into it, pinned by hash.
# Does nothing when that file's content is installed already: a second `make run` is quick.
# Usage: sh deploy/install.sh requirements.txt|requirements-dev.txt
set -eu
file=$1
venv=.venv

is_313() {
    "$1" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 13))' >/dev/null 2>&1
}

digest() {
    cksum <"$1"
}

stamp="$venv/.installed-$file"
if is_313 "$venv/bin/python" && [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$(digest "$file")" ]; then
    exit 0
fi

if ! is_313 "$venv/bin/python" || ! "$venv/bin/python" -m pip --version >/dev/null 2>&1; then
    python=
    for candidate in python3.13 python3 python; do
        if is_313 "$candidate"; then
            python=$candidate
            break
        fi
    done
    if [ -z "$python" ]; then
        echo "Python 3.13 tidak ditemukan, padahal Hadir memerlukannya. Pasang dahulu" \
            "(Debian 13: apt-get install python3 python3-venv; mesin lain: pyenv install 3.13)," \
            "lalu jalankan perintah ini lagi." >&2
        exit 1
    fi
    echo "Membuat lingkungan Python di $venv ..."
    rm -rf "$venv"
    if ! complaint=$("$python" -m venv "$venv" 2>&1); then
        rm -rf "$venv"
        echo "Lingkungan Python tidak dapat dibuat di $venv: $(echo "$complaint" | tail -n 1)" \
            "Di Debian dan Ubuntu pasang python3-venv (atau python3.13-venv), dan pastikan folder" \
            "ini dapat ditulis; lalu jalankan perintah ini lagi." >&2
        exit 1
    fi
fi

echo "Memasang paket dari $file (sekali saja, beberapa menit pada jaringan lambat) ..."
if ! "$venv/bin/python" -m pip install -qq --no-input --require-hashes -r "$file"; then
    echo "Paket dari $file tidak dapat dipasang; sebabnya di atas. Periksa sambungan jaringan" \
        "dan ruang disk, lalu jalankan perintah ini lagi: yang sudah terpasang tidak diulang." >&2
    exit 1
fi
digest "$file" >"$stamp"
# The development file holds everything the portal needs to run.
if [ "$file" = requirements-dev.txt ]; then
    digest requirements.txt >"$venv/.installed-requirements.txt"
fi
