"""Curves and smooth noise: what keeps an invented map from looking ruled."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely
from scipy.interpolate import CubicSpline

from ..arrays import Floats


def smooth(points: Sequence[tuple[float, float]], step_m: float = 60.0) -> Floats:
    """Return a (m, 2) curve through `points`, about `step_m` between vertices."""
    knots = np.array(points, dtype=float)
    along = np.r_[0.0, np.cumsum(np.hypot(*np.diff(knots, axis=0).T))]
    count = max(2, int(along[-1] / step_m))
    return np.asarray(CubicSpline(along, knots)(np.linspace(0.0, along[-1], count)))


def roughen(line: Floats, rng: np.random.Generator, amplitude_m: float, rounds: int = 3) -> Floats:
    """Return the (m, 2) line with its segments halved `rounds` times, each middle moved at random (midpoint displacement)."""
    for _ in range(rounds):
        start, end = line[:-1], line[1:]
        across = (end - start)[:, ::-1] * (-1.0, 1.0)
        length = np.maximum(np.hypot(*across.T), 1e-9)
        shift = rng.normal(0.0, 0.33, len(start)) * np.minimum(amplitude_m, 0.3 * length)
        middle = (start + end) / 2.0 + across / length[:, None] * shift[:, None]
        line = np.concatenate([np.stack([start, middle], axis=1).reshape(-1, 2), line[-1:]])
        amplitude_m /= 2.0
    return line


class Waves:
    """Smooth noise in the plane: a sum of sine waves of given lengths (metres) and heights, in random directions."""

    def __init__(self, rng: np.random.Generator, lengths_m: Floats, heights: Floats) -> None:
        """Draw directions and phases, for two independent fields."""
        angle = rng.uniform(0.0, 2 * np.pi, len(lengths_m))
        self._across = np.stack([np.cos(angle), np.sin(angle)]) * 2 * np.pi / lengths_m
        self._phase = rng.uniform(0.0, 2 * np.pi, (2, len(lengths_m)))
        self._heights = heights

    def __call__(self, xy: Floats) -> Floats:
        """Return the (n, 2) values of the two fields at (n, 2) points."""
        wave = xy @ self._across
        return np.stack([(np.sin(wave + phase) * self._heights).sum(axis=1) for phase in self._phase], axis=1)


class Warp:
    """A smooth displacement of the plane that bends straight streets a little and tears nothing.

    The gradient of its waves stays well below 1 (domain warping), so that it is one to one.
    """

    def __init__(self, rng: np.random.Generator, calm: tuple[float, float], calm_radius_m: float) -> None:
        """Draw the waves; within about `calm_radius_m` of `calm` (the quays) hardly anything moves."""
        lengths = np.array([4200.0, 3100.0, 2300.0, 1700.0, 1250.0, 900.0])
        self._waves = Waves(rng, lengths, 0.016 * lengths)
        self._calm, self._radius = np.array(calm), calm_radius_m

    def __call__(self, xy: Floats) -> Floats:
        """Return the (n, 2) points moved."""
        far = 1.0 - np.exp(-((xy - self._calm) ** 2).sum(axis=1) / (2 * self._radius**2))
        return xy + self._waves(xy) * far[:, None]


def arc(centre: tuple[float, float], radius_m: float, start: float, end: float, squash: float = 1.0) -> Floats:
    """Return a (m, 2) arc from `start` to `end` degrees, counter-clockwise from east, its height times `squash`."""
    angle = np.radians(np.linspace(start, end, round(abs(end - start) / 3.0) + 1))
    return np.stack([centre[0] + radius_m * np.cos(angle), centre[1] + squash * radius_m * np.sin(angle)], axis=1)


def ribbon(line: Floats, widths_m: Floats) -> shapely.Geometry:
    """Return the area within half of `widths_m` (m,) of the (m, 2) line."""
    pieces = shapely.linestrings(np.stack([line[:-1], line[1:]], axis=1))
    return shapely.union_all(shapely.buffer(pieces, (widths_m[:-1] + widths_m[1:]) / 4.0, quad_segs=4))
