"""The one blueprint of questions."""

from flask import Blueprint

blueprint = Blueprint("questions", __name__)
