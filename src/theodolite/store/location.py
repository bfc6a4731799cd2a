"""Where the workspace lies: what was asked for, else the user's data folder by the rules of the platform."""

from __future__ import annotations

import os
import sys
from pathlib import Path

VARIABLE = "THEODOLITE_WORKSPACE"


def data_folder() -> Path:
    """The folder for the user's data: $XDG_DATA_HOME, Application Support or %LOCALAPPDATA%, and `theodolite` in it."""
    home = Path.home()
    if sys.platform == "darwin":
        base = home / "Library" / "Application Support"
    elif sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
    else:
        base = Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share")
    return base / "theodolite"


def locate(asked: str | None) -> str:
    """The file or database address of the workspace: `asked`, else $THEODOLITE_WORKSPACE, else in `data_folder`."""
    return asked or os.environ.get(VARIABLE) or str(data_folder() / "workspace.sqlite")


def is_address(place: str) -> bool:
    """Whether a workspace is a database address (`postgresql://…`) and not a file."""
    return "://" in place


def missing(place: str) -> bool:
    """Whether a workspace is a file that has not been made yet."""
    return not is_address(place) and not Path(place).exists()


def was_named(asked: str | None) -> bool:
    """Whether the user named the workspace in this very command, and not by the environment or not at all."""
    return asked is not None and asked != os.environ.get(VARIABLE)
