"""Serve the graph over HTTP: `create_app(store, knowledge)` gives the app, `ServeSettings` what may be chosen."""

from api.app import create_app
from api.service import DefaultGraph, ServeSettings

__all__ = ["DefaultGraph", "ServeSettings", "create_app"]
