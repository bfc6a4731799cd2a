"""Limit: how long one program is solved before what is proven until then is told."""

SECONDS = 20.0
