"""Place classes: section 7 of the rules page."""

from math import inf, nan

import pytest

from attendance.rules.place import (
    PlaceClass,
    PlaceReading,
    classify,
    great_circle_m,
    is_position,
    read_place,
    round_distance_m,
)

SUMEDANG = (-6.8575, 107.9200)


@pytest.mark.parametrize(
    ("distance", "accuracy", "expected"),
    [
        (80, 20, PlaceClass.INSIDE),
        (140, 60, PlaceClass.UNSURE),
        (900, 20, PlaceClass.OUTSIDE),
        (10, 5000, PlaceClass.UNMEASURED),
        (80, 20.5, PlaceClass.UNSURE),
        (120, 20, PlaceClass.UNSURE),
        (120.5, 20, PlaceClass.OUTSIDE),
        (0, 1000, PlaceClass.UNSURE),
        (0, 1000.5, PlaceClass.UNMEASURED),
        (0, 0, PlaceClass.INSIDE),
        (None, 20, PlaceClass.UNMEASURED),
        (80, None, PlaceClass.UNMEASURED),
        (nan, 20, PlaceClass.UNMEASURED),
        (80, nan, PlaceClass.UNMEASURED),
        (inf, 20, PlaceClass.UNMEASURED),
        (80, -1, PlaceClass.UNMEASURED),
        (-1, 20, PlaceClass.UNMEASURED),
    ],
)
def test_class_within_a_radius_of_100(distance, accuracy, expected):
    assert classify(distance, accuracy, 100) is expected


def test_a_degree_of_latitude_is_111_km():
    assert great_circle_m(-6, 107, -7, 107) == pytest.approx(111_195, abs=1)


def test_jakarta_to_jayapura_by_great_circle():
    distance = great_circle_m(-6.2, 106.816, -2.533, 140.717)
    assert distance == pytest.approx(3_779_000, rel=0.005)
    assert great_circle_m(-2.533, 140.717, -6.2, 106.816) == pytest.approx(distance)


def test_opposite_points_are_half_the_earth_apart():
    assert great_circle_m(0, 0, 0, 180) == pytest.approx(20_015_115, abs=2)


@pytest.mark.parametrize(
    ("metres", "kept"), [(0, 0), (24.9, 0), (25, 50), (74.9, 50), (75, 100), (925, 950)]
)
def test_kept_distance_is_rounded_to_50_metres(metres, kept):
    assert round_distance_m(metres) == kept


def test_kept_reading_holds_no_coordinate():
    near = (SUMEDANG[0] + 0.0005, SUMEDANG[1])
    reading = read_place(near, 19.6, SUMEDANG, 100)
    assert reading == PlaceReading(PlaceClass.INSIDE, 50, 20)


@pytest.mark.parametrize(
    ("position", "accuracy", "place"),
    [
        (None, 10, SUMEDANG),
        (SUMEDANG, None, SUMEDANG),
        (SUMEDANG, 10, None),
        (SUMEDANG, 5000, SUMEDANG),
        ((91, 0), 10, SUMEDANG),
        ((0, 181), 10, SUMEDANG),
        ((nan, 0), 10, SUMEDANG),
    ],
)
def test_what_cannot_be_measured_is_still_an_answer(position, accuracy, place):
    reading = read_place(position, accuracy, place, 100)
    assert reading == PlaceReading(PlaceClass.UNMEASURED)
    assert (reading.distance_m, reading.accuracy_m) == (None, None)


def test_positions_end_at_the_poles_and_the_date_line():
    assert is_position(-90, 180)
    assert is_position(90, -180)
    assert not is_position(-90.1, 0)
    assert not is_position(0, -180.1)
    assert not is_position(None, 0)
    assert not is_position(0, None)
