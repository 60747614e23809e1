"""Serve the graph over HTTP: `create_app(store, knowledge)` gives the app, `ServeSettings` what may be chosen."""

from api.app import create_app
from api.limits import Limits
from api.service import DefaultGraph, ServeSettings

__all__ = ["DefaultGraph", "Limits", "ServeSettings", "create_app"]
