"""Pictures: what the words of the trade look like, computed by the engine, drawn by the server."""

from .pages import WHO, pages

__all__ = ["WHO", "pages"]
