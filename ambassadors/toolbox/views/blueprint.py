"""The one blueprint of toolboxes."""

from flask import Blueprint

blueprint = Blueprint("toolbox", __name__)
