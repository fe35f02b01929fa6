"""The one blueprint of requests."""

from flask import Blueprint

blueprint = Blueprint("introductions", __name__)
