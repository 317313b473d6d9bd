"""Sliding windows as slices, so that a rule over windows is a sum over shifted arrays."""

from __future__ import annotations

Size = tuple[int, ...]


def outputs(image: Size, kernel: Size, stride: int, dilation: int = 1) -> Size:
    """How many windows fit along each axis of an image, padding included."""
    return tuple(
        (size - dilation * (length - 1) - 1) // stride + 1
        for size, length in zip(image, kernel, strict=True)
    )


def windows(
    outputs: Size, kernel: Size, stride: int, dilation: int = 1
) -> list[tuple[tuple[int, int], tuple[slice, slice]]]:
    """For each place in the kernel, row by row, the slice of the entries it meets."""
    rows, columns = outputs
    return [
        ((m, n), (_every(m * dilation, rows, stride), _every(n * dilation, columns, stride)))
        for m in range(kernel[0])
        for n in range(kernel[1])
    ]


def _every(start: int, count: int, stride: int) -> slice:
    """`count` entries from `start` on, `stride` apart."""
    return slice(start, start + stride * (count - 1) + 1, stride)
