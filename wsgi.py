"""The site as a WSGI application: `wsgi:app`."""

from ambassadors import create_app

app = create_app()
