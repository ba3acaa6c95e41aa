"""Where things are: coordinates of offices, of units in them, and of homes around them."""

from math import cos, pi, radians, sin
from random import Random

Position = tuple[float, float]
"""Latitude and longitude in degrees (WGS 84)."""

METRES_PER_DEGREE = 111_320.0
OWN_BUILDING = {"kecamatan", "kelurahan", "upt", "kantor"}
"""Kinds of units that do not sit with the unit above them."""


def moved(position: Position, east_m: float, north_m: float) -> Position:
    """The point so many metres east and north, to six decimals."""
    latitude = position[0] + north_m / METRES_PER_DEGREE
    longitude = position[1] + east_m / (METRES_PER_DEGREE * cos(radians(position[0])))
    return round(latitude, 6), round(longitude, 6)


def somewhere_near(chance: Random, position: Position, near_m: float, far_m: float) -> Position:
    """A point in any direction at a distance between two radii."""
    distance, angle = chance.uniform(near_m, far_m), chance.uniform(0, 2 * pi)
    return moved(position, distance * cos(angle), distance * sin(angle))
