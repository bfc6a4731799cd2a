"""`python -m theodolite` is the command line."""

from theodolite.cli.main import app

app()
