"""Pages of pictures, computed by the engine and drawn by the server."""

from .pages import WHO, pages

__all__ = ["WHO", "pages"]
