"""What templates print: dates, times, spans, numbers, icons, states, the day's line."""

import hashlib
import json
import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.template import Context, Engine
from django.utils.translation import override

from asn_wfh import stylesheet
from asn_wfh.templatetags import hadir_day, hadir_display, hadir_icons, hadir_states

ROOT = Path(__file__).resolve().parent.parent.parent
ENGINE = Engine(
    dirs=[ROOT / "templates"], builtins=["asn_wfh.templatetags.hadir_display"], autoescape=True
)
FRIDAY = date(2026, 2, 27)
START_IN_JAYAPURA = datetime(2026, 2, 26, 23, 0, tzinfo=UTC)


def render(source: str, **values: object) -> str:
    """`source` as a template, with `values`."""
    with override("id"):
        return ENGINE.from_string(source).render(Context(values))


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("{{ day|tanggal }}", "Jumat, 27 Februari 2026"),
        ("{{ day|tanggal_pendek }}", "27 Feb 2026"),
        ("{{ august|tanggal_pendek }}", "17 Agu 2026"),
        ("{{ day|hari }}", "Jumat"),
        ("{{ day|bulan }}", "Februari 2026"),
        # 23.00 UTC is already the next day's 08.00 in Jayapura (rules, section 1).
        ("{{ moment|tanggal:'Asia/Jayapura' }}", "Jumat, 27 Februari 2026"),
        ("{{ moment|tanggal:'Asia/Jakarta' }}", "Jumat, 27 Februari 2026"),
        ("{{ moment|pukul:'Asia/Jayapura' }}", "08.00\u00a0WIT"),
        ("{{ moment|pukul:'Asia/Makassar' }}", "07.00\u00a0WITA"),
        ("{{ moment|pukul:'Asia/Pontianak' }}", "06.00\u00a0WIB"),
        ("{{ moment|jam:'Asia/Jakarta' }}", "06.00"),
        ("{{ moment|iso:'Asia/Jayapura' }}", "2026-02-27T08:00:00+09:00"),
        ("{{ nothing|tanggal }}{{ nothing|jam:'Asia/Jakarta' }}", "––"),
        ("{{ 0|durasi }}", "0 menit"),
        ("{{ 59|durasi }}", "59 menit"),
        ("{{ 60|durasi }}", "1 jam"),
        ("{{ 75|durasi }}", "1 jam 15 menit"),
        ("{{ 1234567|angka }}", "1.234.567"),
        ("{{ 96.44|persen }}", "96,4%"),
        ("{{ nothing|persen }}", "–"),
        ("{{ 96.44|svg_percent }}", "96.44%"),
        ("{{ 120|svg_percent }}", "100.00%"),
    ],
)
def test_prints_as_indonesians_write(source: str, shown: str) -> None:
    values = {
        "day": FRIDAY,
        "august": date(2026, 8, 17),
        "moment": START_IN_JAYAPURA,
        "nothing": None,
    }
    assert render(source, **values) == shown


def test_english_pages_print_english_dates_and_times() -> None:
    with override("en"):
        assert hadir_display.tanggal(FRIDAY) == "Friday, 27 February 2026"
        assert hadir_display.pukul(START_IN_JAYAPURA, "Asia/Jayapura") == "08:00\u00a0WIT"
        assert hadir_display.durasi(75) == "1 hour 15 min"
        assert hadir_display.angka(1234.5, 1) == "1,234.5"


def test_a_moment_without_zone_is_refused() -> None:
    naive = START_IN_JAYAPURA.replace(tzinfo=None)
    with pytest.raises(ValueError, match="no zone"):
        hadir_display.jam(naive, "Asia/Jakarta")
    with pytest.raises(ValueError, match="only in a zone"):
        hadir_display.tanggal(START_IN_JAYAPURA)
    with pytest.raises(ValueError, match="not one of Indonesia's zones"):
        hadir_display.zona("Europe/Amsterdam")
    with pytest.raises(ValueError, match="does not exist"):
        hadir_display.durasi(-1)


def test_an_icon_is_hidden_unless_it_has_a_name() -> None:
    assert 'aria-hidden="true"' in hadir_icons.icon("clock")
    named = hadir_icons.icon("clock", 'Jam "server"')
    assert 'role="img"' in named
    assert 'aria-label="Jam &quot;server&quot;"' in named
    with pytest.raises(ValueError, match="no icon 'unicorn'"):
        hadir_icons.icon("unicorn")


def test_every_state_has_its_icon_and_tone_and_all_desk_codes_are_there() -> None:
    tones = {"ok", "pause", "wait", "bad", "far", "shut", "unsure"}
    for code, state in hadir_states.STATES.items():
        assert state.icon in hadir_icons.icon_names(), code
        assert state.tone in tones, code
        assert str(state.label), code
    desk = {"staffed", "break", "expected", "unstaffed", "remote", "closed", "unconfirmed"}
    assert desk <= hadir_states.STATES.keys()
    with pytest.raises(ValueError, match="No such state"):
        hadir_states.state("asleep")


def test_a_pill_prints_icon_and_word_together() -> None:
    pill = render('{% include "components/_status_pill.html" with code="late" only %}')
    assert "stopwatch-fill" in pill
    assert "Terlambat" in pill


def test_every_icon_named_in_a_template_is_in_the_sprite_and_sprites_match_their_lists() -> None:
    sprite = (ROOT / "static" / hadir_icons.SPRITE).read_text(encoding="utf-8")
    assert set(re.findall(r'<symbol id="([^"]+)"', sprite)) == hadir_icons.icon_names()
    light = (ROOT / "static" / hadir_icons.LIGHT_SPRITE).read_text(encoding="utf-8")
    assert set(re.findall(r'<symbol id="([^"]+)"', light)) == hadir_icons.icon_names("citizens.txt")
    with hadir_icons.light_icons():
        assert "citizens.svg#search" in hadir_icons.icon("search")
        assert "icons.svg#trash" in hadir_icons.icon("trash"), "not in the light one"
    assert "icons.svg#search" in hadir_icons.icon("search")
    used = set()
    for template in (ROOT / "templates").rglob("*.html"):
        text = template.read_text(encoding="utf-8")
        used |= set(re.findall(r'{% icon "([^"]+)"', text))
        used |= set(re.findall(r'(?:icon_name|action_icon)="([^"]+)"', text))
    assert used
    assert used <= hadir_icons.icon_names()


def moment(hour: int, minute: int = 0) -> datetime:
    """A moment of one day in UTC."""
    return datetime(2026, 5, 4, hour, minute, tzinfo=UTC)


def drawn(first_in: datetime | None, last_out: datetime | None, now: datetime) -> hadir_day.Line:
    """The line of a day from 8 to 16 with rest from 12 to 13."""
    return hadir_day.line(
        starts_at=moment(8),
        ends_at=moment(16),
        rest=(moment(12), moment(13)),
        first_in=first_in,
        last_out=last_out,
        now=now,
    )


def test_the_line_before_arrival_shows_what_is_missing_so_far() -> None:
    line = drawn(None, None, moment(10))
    assert line.done is None
    assert line.missing is not None
    assert (line.missing.x, line.missing.width) == ("0.00%", "25.00%")
    assert (line.now_x, line.running) == ("25.00%", False)
    assert line.rest is not None
    assert (line.rest.x, line.rest.middle, line.rest.end) == ("50.00%", "56.25%", "62.50%")


def test_the_line_grows_from_the_check_in_until_the_check_out() -> None:
    running = drawn(moment(8), None, moment(12))
    assert running.done is not None
    assert (running.done.x, running.done.width) == ("0.00%", "50.00%")
    assert running.missing is None
    assert running.running
    finished = drawn(moment(8), moment(16), moment(23))
    assert finished.done is not None
    assert finished.done.width == "100.00%"
    assert not finished.running
    assert finished.now_x == "100.00%"


def test_an_early_arrival_stretches_the_line_to_the_left() -> None:
    line = drawn(moment(6), None, moment(8))
    assert line.work.x == "20.00%"
    assert line.done is not None
    assert (line.done.x, line.done.width) == ("0.00%", "20.00%")


def test_a_day_that_ends_before_it_starts_cannot_be_drawn() -> None:
    with pytest.raises(ValueError, match="ends after it starts"):
        hadir_day.line(
            starts_at=moment(8),
            ends_at=moment(8),
            rest=None,
            first_in=None,
            last_out=None,
            now=moment(8),
        )


def test_a_sparkline_spans_its_box_and_a_flat_one_stays_inside() -> None:
    assert hadir_display.sparkline_points([1, 2, 3], "80x36") == "0.0,32.0 40.0,18.0 80.0,4.0"
    assert hadir_display.sparkline_points([5, 5], "80x36") == "0.0,32.0 80.0,32.0"
    assert hadir_display.last_y("0.0,32.0 80.0,4.0") == "4.0"


@pytest.mark.parametrize("name", stylesheet.SOURCES)
def test_the_served_stylesheet_is_made_from_its_sources(name: str) -> None:
    served = (ROOT / "static" / name).read_text(encoding="utf-8")
    assert served == stylesheet.joined(name), "Run `python -m asn_wfh.stylesheet`."


def test_squeezing_leaves_quoted_text_alone() -> None:
    css = '/* gone */ a { background: url("data:x ; , y"); }\n b, c { d: e }'
    assert stylesheet.squeezed(css) == 'a{background: url("data:x ; , y")}b,c{d: e}'


def test_vendored_files_are_the_recorded_ones() -> None:
    recorded = json.loads((ROOT / "static/vendor/vendor.json").read_text(encoding="utf-8"))
    assert len(recorded["files"]) == 8
    for entry in recorded["files"]:
        digest = hashlib.sha256((ROOT / entry["file"]).read_bytes()).hexdigest()
        assert digest == entry["sha256"], entry["file"]


def test_no_template_needs_inline_styles_or_scripts() -> None:
    for template in (ROOT / "templates").rglob("*.html"):
        text = template.read_text(encoding="utf-8")
        assert not re.search(r"\sstyle=|<style|\son[a-z]+=\"|javascript:", text), template
        assert not re.search(r"<script(?![^>]*\bsrc=)(?![^>]*nonce)", text), template
