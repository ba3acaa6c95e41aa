"""Sentences about imported files: which line, what is wrong with it, what to do."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from attendance.csv_lines import LINE_LIMIT, BadLine, Fault
from attendance.rules.attlog import LineFault
from attendance.wording.moments import day_words


def bad_line_sentence(bad: BadLine, columns: str) -> str:
    """What is wrong with a line or file; `columns` is the heading that was expected."""
    values = {"found": bad.found or "-", "columns": columns, "limit": LINE_LIMIT // 1024}
    return {
        Fault.TOO_LONG: _(
            "Baris ini lebih panjang dari %(limit)d KB, jadi bukan baris yang benar. Buka "
            "berkasnya dan periksa ganti barisnya."
        ),
        Fault.NOT_UTF8: _("Ada huruf yang bukan UTF-8. Simpan berkas sebagai CSV UTF-8."),
        Fault.NUL: _("Ada karakter NUL: berkas rusak atau bukan teks. Ekspor sekali lagi."),
        Fault.QUOTES: _("Tanda kutip tidak berpasangan. Hapus atau lengkapi tanda kutipnya."),
        Fault.HEADER: _(
            "Baris pertama harus memuat kolom %(columns)s; yang tertulis: %(found)s. Betulkan nama "
            "kolomnya."
        ),
        Fault.COUNT: _(
            "Jumlah kolomnya %(found)s, tidak sama dengan baris pertama (%(columns)s). Lengkapi "
            "barisnya."
        ),
        Fault.EMPTY: _("Berkas ini tidak berisi baris data. Pilih berkas yang benar."),
    }[bad.fault] % values


def line_fault_sentence(fault: LineFault, found: str) -> str:
    """Why a line of a machine's file is no punch; `found` is the line, short and quoted."""
    text = {
        LineFault.FIELDS: _(
            "%(found)s bukan baris presensi mesin: nomor dan waktu tidak lengkap. Hapus baris ini "
            "atau ekspor sekali lagi."
        ),
        LineFault.NUMBER: _(
            "Nomor pegawai pada %(found)s tidak dapat dibaca. Betulkan, atau ekspor sekali lagi."
        ),
        LineFault.TIME: _(
            "Waktu pada %(found)s tidak dapat dibaca. Yang benar seperti 2026-11-16 07:24:10."
        ),
        LineFault.CODE: _(
            "Kode keadaan pada %(found)s bukan angka. Betulkan, atau ekspor sekali lagi."
        ),
    }[fault]
    return text % {"found": found}


def odd_clock(moment: str, *, on_command: bool) -> str:
    """A punch whose time the machine's clock cannot have meant."""
    text = _(
        "Waktu %(moment)s di luar satu tahun terakhir atau di masa depan, jadi jam mesin pernah "
        "salah. Hapus baris ini."
    )
    if on_command:
        text = _(
            "Waktu %(moment)s di luar satu tahun terakhir atau di masa depan, jadi jam mesin "
            "pernah salah. Hapus baris ini, atau simpan tanpa presensi dengan --keep-odd-clock."
        )
    return text % {"moment": moment}


def other_machine(named: str, serial: str) -> str:
    """The file says that another machine wrote it."""
    text = _(
        "Berkas ini dari mesin %(named)s, bukan %(serial)s. Pilih berkas atau mesin yang benar."
    )
    return text % {"named": named, "serial": serial}


def unknown_nip(nip: str) -> str:
    """A NIP that belongs to nobody of the agency."""
    text = _("NIP %(nip)s bukan pegawai instansi ini. Periksa NIP, atau impor pegawainya dulu.")
    return text % {"nip": nip}


def too_early(first: date) -> str:
    """A moment before any record."""
    text = _("Waktu sebelum %(day)s tidak diterima. Betulkan tahunnya.")
    return text % {"day": day_words(first)}


def in_future() -> str:
    """A moment that has not come yet."""
    return _("Waktu ini belum terjadi. Betulkan tanggal, jam, atau selisih zona waktunya.")


def bad_number(number: str) -> str:
    """A machine's number that no machine has."""
    text = _("Nomor mesin %(number)s tidak dapat dipakai. Tulis 1 sampai 24 huruf atau angka.")
    return text % {"number": number}


def number_taken(number: str) -> str:
    """The number belongs to somebody else."""
    text = _("Nomor %(number)s sudah milik pegawai lain. Lepaskan dulu, atau pakai nomor lain.")
    return text % {"number": number}


def number_twice(number: str, line: int) -> str:
    """The file gives one number to two people."""
    text = _("Nomor %(number)s sudah dipakai di baris %(line)d untuk pegawai lain. Pilih satu.")
    return text % {"number": number, "line": line}


def no_room(first: date, last: date) -> str:
    """Months without a partition, on the page: making one would hold up everybody's check-ins."""
    text = _(
        "Berkas ini memuat %(first)s sampai %(last)s, dan sebagian bulannya belum disiapkan di "
        "basis data, jadi tidak ada yang diimpor. Minta pengelola server menjalankan perintah "
        "import_events atau import_attlog untuk berkas ini."
    )
    return text % {"first": day_words(first), "last": day_words(last)}


def too_large(limit_mb: int) -> str:
    """A file beyond what a page takes."""
    text = _(
        "Berkas lebih besar dari %(limit)d MB, jadi tidak dibaca. Bagi berkasnya, atau minta "
        "pengelola server menjalankan perintah impor."
    )
    return text % {"limit": limit_mb}


def refused_words(faults: int, *, more: bool) -> str:
    """Nothing was imported, and how many lines stand in the way."""
    if more:
        text = _("Belum ada yang diimpor: ada lebih dari %(faults)d baris yang salah.")
        return text % {"faults": faults}
    text = ngettext(
        "Belum ada yang diimpor: ada %(faults)d baris yang salah.",
        "Belum ada yang diimpor: ada %(faults)d baris yang salah.",
        faults,
    )
    return text % {"faults": faults}


def checked_words(rows: int) -> str:
    """A file without faults, only looked at."""
    text = _("Berkas benar: %(rows)d baris siap diimpor. Belum ada yang disimpan.")
    return text % {"rows": rows}


def imported_words(rows: int, new: int) -> str:
    """What an import of events did."""
    text = _("%(rows)d baris dibaca, %(new)d presensi baru. Sisanya sudah tercatat sebelumnya.")
    if rows == new:
        text = _("%(rows)d baris dibaca, semuanya presensi baru.")
    return text % {"rows": rows, "new": new}


def imported_lines_words(rows: int, new: int, events: int, unknown: int, aside: int) -> str:
    """What an import of a machine's file did."""
    said = [
        _("%(rows)d baris dibaca, %(new)d baru, %(events)d presensi baru.")
        % {"rows": rows, "new": new, "events": events}
    ]
    if unknown:
        said.append(_("%(unknown)d baris menunggu: nomornya belum dikenal.") % {"unknown": unknown})
    if aside:
        said.append(
            _("%(aside)d baris disisihkan: bukan masuk atau pulang, atau jam mesin tidak wajar.")
            % {"aside": aside}
        )
    return " ".join(said)


def numbers_words(given: int, new: int, events: int) -> str:
    """What an import of machines' numbers did."""
    text = _(
        "%(given)d nomor dibaca, %(new)d baru. %(events)d presensi dibuat dari baris yang menunggu."
    )
    return text % {"given": given, "new": new, "events": events}


def not_a_file(path: str) -> str:
    """Something that can be read only once: a pipe, the keyboard."""
    text = _("%(path)s bukan berkas biasa, jadi tidak dibaca. Simpan dulu sebagai berkas.")
    return text % {"path": path}


def unreadable_file(path: str, why: str) -> str:
    """A file that is not there, or that the system does not give."""
    text = _(
        "%(path)s tidak dapat dibaca (%(why)s), jadi tidak ada yang diimpor. Periksa nama berkas "
        "dan izinnya."
    )
    return text % {"path": path, "why": why}


def file_changed() -> str:
    """The file was another one the second time it was read."""
    return _(
        "Berkas berubah selagi diimpor, jadi tidak ada yang disimpan. Tunggu sampai berkasnya "
        "selesai ditulis, lalu jalankan lagi."
    )


def database_busy() -> str:
    """The database did not answer, or a lock was not to be had."""
    return _(
        "Basis data tidak dapat dihubungi atau sedang terkunci, jadi tidak ada yang diimpor. "
        "Jalankan lagi perintah yang sama."
    )


def no_such_machine(device: str, agency: str) -> str:
    """No machine has this code or serial number."""
    values = {"device": device, "agency": agency}
    if agency:
        text = _(
            "Tidak ada mesin dengan kode atau nomor seri %(device)s di instansi %(agency)s, jadi "
            "tidak ada yang diimpor. Lihat kodenya di /kepegawaian/mesin/."
        )
        return text % values
    text = _(
        "Tidak ada mesin dengan kode atau nomor seri %(device)s, jadi tidak ada yang diimpor. "
        "Lihat kodenya di /kepegawaian/mesin/."
    )
    return text % values


def machine_in_several(device: str, agencies: list[str]) -> str:
    """Several agencies use the same code for a machine."""
    text = _(
        "Kode mesin %(device)s dipakai di beberapa instansi (%(agencies)s), jadi tidak ada yang "
        "diimpor. Sebut instansinya dengan --agency."
    )
    return text % {"device": device, "agencies": ", ".join(agencies)}
