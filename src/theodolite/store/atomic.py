"""Files that are either whole or not there: written beside their place, then renamed into it."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from theodolite.errors import OutputError


def write_whole(path: Path, content: bytes) -> None:
    """Write `content` to `path` so that a reader (or an interrupt) never sees half of it."""
    write_all(path.parent, {path.name: content})


def write_all(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write every file of `files` (path below `folder` → content): all are written beside first, then renamed.

    An error or interrupt while they are written leaves every earlier file as it was; one between two renames leaves
    each file whole, but some of them old and some new. Other files in the folder are left alone. Raises OutputError
    where the folder cannot be made or written.
    """
    beside: dict[Path, Path] = {}
    try:
        for name, content in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
            beside[Path(temporary)] = path
            with os.fdopen(handle, "wb") as stream:
                stream.write(content)
            os.chmod(temporary, 0o644)
        for temporary_path, path in beside.items():
            temporary_path.replace(path)
    except OSError as error:
        raise OutputError(
            f"cannot write to {str(folder)!r}: {error.strerror}",
            expected="a folder that can be written",
            next_step="name another folder",
        ) from None
    finally:
        for temporary_path in beside:
            temporary_path.unlink(missing_ok=True)
