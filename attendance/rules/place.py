"""What a position fix says about presence at a place: one signal beside plan and output.

A browser cannot prove where it is, so a class is evidence and never a gate: the check-in is
recorded in every case. Metres throughout.
"""

from dataclasses import dataclass
from enum import StrEnum
from math import asin, cos, isfinite, radians, sin, sqrt

EARTH_RADIUS_M = 6_371_008.8
WORST_ACCURACY_M = 1_000
KEPT_STEP_M = 50


class PlaceClass(StrEnum):
    """How a fix relates to the place it should be at."""

    INSIDE = "inside"
    OUTSIDE = "outside"
    UNSURE = "unsure"
    UNMEASURED = "unmeasured"


@dataclass(frozen=True, slots=True)
class PlaceReading:
    """What is kept of a fix: class, distance rounded to 50 m, accuracy in whole metres."""

    place_class: PlaceClass
    distance_m: int | None = None
    accuracy_m: int | None = None


def classify(distance_m: float | None, accuracy_m: float | None, radius_m: float) -> PlaceClass:
    """Class of a fix `distance_m` from the place, sure to `accuracy_m`, for a fence `radius_m`.

    d + a <= r inside; d - a > r outside; between: to be verified; a > 1,000 m, or no fix
    (denied, not a number): unmeasured.
    """
    if distance_m is None or accuracy_m is None:
        return PlaceClass.UNMEASURED
    if not (isfinite(distance_m) and 0 <= accuracy_m <= WORST_ACCURACY_M and distance_m >= 0):
        return PlaceClass.UNMEASURED
    if distance_m + accuracy_m <= radius_m:
        return PlaceClass.INSIDE
    if distance_m - accuracy_m > radius_m:
        return PlaceClass.OUTSIDE
    return PlaceClass.UNSURE


def great_circle_m(
    latitude: float, longitude: float, other_latitude: float, other_longitude: float
) -> float:
    """Metres between two points in decimal degrees (WGS 84) on a sphere, by haversine.

    The sphere is off by at most 0.6 % against the ellipsoid: less than a phone's accuracy.
    """
    lat, other_lat = radians(latitude), radians(other_latitude)
    half_lat = (other_lat - lat) / 2
    half_lon = radians(other_longitude - longitude) / 2
    chord = sin(half_lat) ** 2 + cos(lat) * cos(other_lat) * sin(half_lon) ** 2
    return 2 * EARTH_RADIUS_M * asin(min(1.0, sqrt(chord)))


def round_distance_m(distance_m: float) -> int:
    """Distance rounded to 50 m, halves up: what may be kept (UU 27/2022, data minimisation)."""
    return int(distance_m / KEPT_STEP_M + 0.5) * KEPT_STEP_M


def is_position(latitude: float | None, longitude: float | None) -> bool:
    """Whether both are given and name a point on Earth (decimal degrees)."""
    if latitude is None or longitude is None:
        return False
    return -90 <= latitude <= 90 and -180 <= longitude <= 180


def read_place(
    position: tuple[float, float] | None,
    accuracy_m: float | None,
    place: tuple[float, float] | None,
    radius_m: float,
) -> PlaceReading:
    """What to keep of one fix: `position` and `place` are (latitude, longitude) or None.

    A place without coordinates, a denied or impossible fix are unmeasured; nothing is refused.
    """
    if position is None or place is None or accuracy_m is None or not is_position(*position):
        return PlaceReading(PlaceClass.UNMEASURED)
    distance = great_circle_m(*position, *place)
    place_class = classify(distance, accuracy_m, radius_m)
    if place_class is PlaceClass.UNMEASURED:
        return PlaceReading(place_class)
    return PlaceReading(place_class, round_distance_m(distance), round(accuracy_m))
