"""Latency: how long a round trip takes between a region and a hub, from where they stand."""

from __future__ import annotations

import numpy as np

from theodolite.scenarios.siting.siting import Siting

EARTH = 6371.0088
"""The mean radius of the Earth in kilometres (IUGG)."""


def great_circle(latitude: np.ndarray, longitude: np.ndarray, to: tuple[np.ndarray, np.ndarray]) -> np.ndarray:
    """Kilometres along the sphere from each place to each of `to`, all in degrees: places × others (haversine)."""
    phi, lam = np.radians(latitude)[:, None], np.radians(longitude)[:, None]
    phi2, lam2 = np.radians(to[0])[None, :], np.radians(to[1])[None, :]
    half = np.sin((phi2 - phi) / 2) ** 2 + np.cos(phi) * np.cos(phi2) * np.sin((lam2 - lam) / 2) ** 2
    return 2 * EARTH * np.arcsin(np.sqrt(half))


def distances(siting: Siting) -> np.ndarray:
    """Kilometres along the sphere, regions × hubs."""
    regions, hubs = siting.regions.values(), siting.hubs.values()
    latitude, longitude = (np.array([getattr(one, key) for one in regions]) for key in ("latitude", "longitude"))
    to = np.array([one.latitude for one in hubs]), np.array([one.longitude for one in hubs])
    return great_circle(latitude, longitude, to)


def round_trips(siting: Siting, kilometres: np.ndarray) -> np.ndarray:
    """Milliseconds of a round trip, regions × hubs: twice the fibre's length times its delay, and what is fixed."""
    pairs = [[f"{region}/{hub}" for hub in siting.hubs] for region in siting.regions]
    route = np.array([[siting.find("route-factor", pair) for pair in row] for row in pairs])
    fixed = np.array([[siting.find("fixed-delay", pair) for pair in row] for row in pairs])
    return 2 * kilometres * route * siting.find("fibre-delay") + fixed
