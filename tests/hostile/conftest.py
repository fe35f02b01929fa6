"""The world that hostile visitors wander in."""

import pytest
from flask import Flask

from .visiting import Site
from .world import World, make_world


@pytest.fixture
def world(app: Flask) -> World:
    """One of everything."""
    return make_world(app)


@pytest.fixture
def hostile(app: Flask, world: World) -> Site:
    """The site, where every request is undone."""
    return Site(app, world)
