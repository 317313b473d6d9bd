"""LaTeX as Unicode text, laid out in two dimensions.

`inline` gives a formula on one line, `box` in two dimensions; `width` and `pad` are for columns.
"""

from .box import Box, pad, width
from .reader import box, inline

__all__ = ["Box", "box", "inline", "pad", "width"]
