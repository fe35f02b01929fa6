"""`flask places load`."""

from flask import Flask

from ambassadors.places.cli import places_cli


def test_the_command_prints_what_is_loaded(france_site: Flask) -> None:
    done = france_site.test_cli_runner().invoke(places_cli, ["load"])
    assert done.exit_code == 0, done.output
    assert [line.split() for line in done.stdout.splitlines()] == [
        ["34969", "communes"],
        ["1255", "intercommunalités"],
        ["109", "départements"],
        ["26", "régions"],
    ]
