"""The one blueprint of charters."""

from flask import Blueprint

blueprint = Blueprint("charter", __name__)
