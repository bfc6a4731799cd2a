"""What a file holds that is no document, told from its first bytes."""

from __future__ import annotations

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"BM", "a bitmap picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"RIFF", "a picture or sound"),
    (b"\xd0\xcf\x11\xe0", "an Office file that is locked by a password, or of the old kind (.doc, .xls, .ppt)"),
    (b"{\\rtf", "an RTF file"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"PK\x03\x04", "a ZIP archive that is damaged, or neither DOCX nor EPUB"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"ID3", "a sound"),
    (b"OggS", "a sound"),
    (b"SQLite format 3", "a database"),
    (b"%!PS", "a PostScript file"),
)


def held_by(content: bytes) -> str | None:
    """What `content` is by its signature, if it is no document: a PNG picture; None where no signature is known."""
    if content[4:8] == b"ftyp":
        return "a film or sound"
    for signature, name in _SIGNATURES:
        if content.startswith(signature) and (len(signature) > 2 or b"\x00" in content[:64]):
            return name
    return None
