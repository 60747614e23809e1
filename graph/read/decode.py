"""Bytes to text, without changing a character, or an error that says where and how to mend it."""

import codecs
from pathlib import Path

from graph.errors import ReadError

OTHER_ENCODINGS = {
    codecs.BOM_UTF32_LE: "UTF-32",
    codecs.BOM_UTF32_BE: "UTF-32",
    codecs.BOM_UTF16_LE: "UTF-16",
    codecs.BOM_UTF16_BE: "UTF-16",
}
"""What the first bytes of a file say of its encoding; UTF-32 first, since its mark begins like that of UTF-16."""

NOT_TEXT = {b"%PDF": "a PDF", b"PK\x03\x04": "a ZIP archive or an office document", b"\x1f\x8b": "a gzip archive"}


def decode(raw: bytes, file: Path, first_line: int = 1) -> str:
    """Give the text of UTF-8 bytes as it is, line ends and all; only a byte order mark at its start is dropped.

    Raises ReadError for anything else, naming the file, the line (counted from `first_line`) and the byte.
    """
    _refuse_other_kinds(raw, file, first_line)
    try:
        return raw.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as error:
        at = error.start + (len(codecs.BOM_UTF8) if raw.startswith(codecs.BOM_UTF8) else 0)
        line = first_line + raw.count(b"\n", 0, at)
        byte = at - (raw.rfind(b"\n", 0, at) + 1) + 1
        raise ReadError(
            f"{file}:{line}: not UTF-8: byte {byte} of the line is 0x{raw[at]:02x} (byte {at + 1} of the text); "
            f"convert it, for example: iconv -f WINDOWS-1252 -t UTF-8 {file.name} > utf8-{file.name}"
        ) from error


def _refuse_other_kinds(raw: bytes, file: Path, first_line: int) -> None:
    for mark, encoding in OTHER_ENCODINGS.items():
        if raw.startswith(mark):
            raise ReadError(
                f"{file}:{first_line}: the text is {encoding}, not UTF-8; "
                f"convert it: iconv -f {encoding} -t UTF-8 {file.name} > utf8-{file.name}"
            )
    for mark, kind in NOT_TEXT.items():
        if raw.startswith(mark):
            raise ReadError(f"{file}: the file is {kind}, not a text; save its text as a .txt file in UTF-8")
    if (zero := raw.find(b"\0")) >= 0:
        line = first_line + raw.count(b"\n", 0, zero)
        raise ReadError(
            f"{file}:{line}: the file is binary, not a text (byte {zero + 1} is zero); "
            "save its text as a .txt file in UTF-8"
        )
