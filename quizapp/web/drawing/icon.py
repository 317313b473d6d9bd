"""The icon in pixels, for devices that want none in SVG: a small network, drawn by distances."""

from __future__ import annotations

import struct
import zlib
from functools import cache
from typing import Any

import numpy as np

SIZES = (180, 192, 512)  # pixels
SIDE = 48.0  # units; the drawing of `icon.svg` in the middle, so that a round mask cuts nothing
PAPER, FORWARD, BACKWARD = (251, 251, 249), (29, 95, 191), (179, 80, 10)
EDGES = (((6, 8), (17, 16)), ((6, 24), (17, 16)), ((17, 16), (27, 16)))
UNITS = (((6, 8), FORWARD), ((6, 24), FORWARD), ((17, 16), FORWARD), ((27, 16), BACKWARD))
HALF_LINE, RADIUS = 1.25, 4.0  # units


@cache
def png(size: int) -> bytes:
    """A PNG file of that many pixels a side."""
    unit = SIDE / size
    y, x = (np.mgrid[0:size, 0:size] + 0.5) * unit - (SIDE - 32) / 2
    pixels = np.full((size, size, 3), PAPER, dtype=float)
    for start, end in EDGES:
        _paint(pixels, _from_line(x, y, start, end) - HALF_LINE, FORWARD, unit)
    for (at_x, at_y), colour in UNITS:
        _paint(pixels, np.hypot(x - at_x, y - at_y) - RADIUS, colour, unit)
    rows = np.rint(pixels).astype(np.uint8).reshape(size, -1)
    unfiltered = np.hstack([np.zeros((size, 1), np.uint8), rows]).tobytes()
    header = struct.pack(">IIBBBBB", size, size, 8, 2, 0, 0, 0)  # 8 bits, RGB
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(unfiltered, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*chunk) for chunk in chunks)


def _paint(pixels: Any, distance: Any, colour: tuple[int, int, int], unit: float) -> None:
    """Cover what lies inside; a pixel on the rim in part."""
    share = np.clip(0.5 - distance / unit, 0, 1)[..., np.newaxis]
    pixels += share * (np.array(colour) - pixels)


def _from_line(x: Any, y: Any, start: tuple[int, int], end: tuple[int, int]) -> Any:
    (x0, y0), (x1, y1) = start, end
    along = ((x - x0) * (x1 - x0) + (y - y0) * (y1 - y0)) / ((x1 - x0) ** 2 + (y1 - y0) ** 2)
    along = np.clip(along, 0, 1)
    return np.hypot(x - x0 - along * (x1 - x0), y - y0 - along * (y1 - y0))


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
