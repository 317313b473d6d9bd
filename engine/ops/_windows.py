"""Sliding windows as slices, so that a rule over windows becomes a sum of shifted arrays."""

from __future__ import annotations

from functools import cache

import numpy as np

Size = tuple[int, ...]


def outputs(image: Size, kernel: Size, stride: int, dilation: int = 1) -> Size:
    """How many windows fit along each axis of a padded image."""
    return tuple(
        (size - dilation * (length - 1) - 1) // stride + 1
        for size, length in zip(image, kernel, strict=True)
    )


@cache
def windows(
    outputs: Size, kernel: Size, stride: int, dilation: int = 1
) -> tuple[tuple[Size, tuple[slice, ...]], ...]:
    """Each position in the kernel, row by row, with the slices of the entries that it meets."""
    return tuple(
        (
            place,
            tuple(
                _every(step * dilation, count, stride)
                for step, count in zip(place, outputs, strict=True)
            ),
        )
        for place in np.ndindex(*kernel)
    )


def _every(start: int, count: int, stride: int) -> slice:
    """The slice of `count` entries from `start`, `stride` apart."""
    return slice(start, start + stride * (count - 1) + 1, stride)
