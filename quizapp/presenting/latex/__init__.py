"""LaTeX as Unicode text, laid out in two dimensions.

`inline` is a formula on one line, `box` its picture; `width` and `pad` measure and fill columns.
"""

from .box import Box, pad, width
from .reader import box, inline

__all__ = ["Box", "box", "inline", "pad", "width"]
