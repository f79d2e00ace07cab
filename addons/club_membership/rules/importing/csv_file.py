"""Rows of a text file, whatever its encoding and separator."""

import codecs
import csv
import io
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import BinaryIO, Final

from .columns import recognised_count
from .issue import UnreadableFile

SEPARATORS: Final = ";,\t|"
BLOCK: Final = 1 << 20
SAMPLE: Final = 1 << 16
HEAD_ROWS: Final = 10

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Accents of DOS (850) and old Macs, read as Windows-1252.
_FOREIGN = re.compile("[a-z][\u201a\u02c6\u0160\u017d\u2021][a-z]")
_NOT_UTF8 = re.compile("[\udc80-\udcff]")
_ACCENTED = re.compile("[^\x00-\x7f\udc80-\udcff]")
_SEP_LINE = re.compile(r"sep=(.)\s*", re.IGNORECASE)


@dataclass(frozen=True)
class Dialect:
    encoding: str
    separator: str
    skip_first_line: bool


def csv_rows(stream: BinaryIO) -> Iterator[tuple[int, list[str]]]:
    """Yield row numbers and cells; rows are numbered as a spreadsheet does.

    :param stream: seekable; read block by block, left open
    :raises UnreadableFile: encoding or quotes that cannot be made out
    """
    dialect = detect(stream)
    text = _open(stream, dialect.encoding)
    row = 0
    try:
        if dialect.skip_first_line:
            text.readline()
        reader = csv.reader(text, delimiter=dialect.separator, strict=True)
        for row, cells in enumerate(reader, start=1):
            yield row, cells
    except csv.Error:
        raise UnreadableFile("quotes_broken", row + 1) from None
    finally:
        text.detach()


def detect(stream: BinaryIO) -> Dialect:
    """Find encoding and separator, the latter by the headings it brings out."""
    encoding = detect_encoding(stream)
    text = _open(stream, encoding)
    try:
        sample = text.read(SAMPLE)
    except UnicodeError:
        raise UnreadableFile("encoding_unknown", 1) from None
    finally:
        text.detach()
    if not sample.strip():
        raise UnreadableFile("file_empty")
    # Excel's own hint for itself, not a row.
    if match := _SEP_LINE.match(sample):
        return Dialect(encoding, match[1], True)
    separator = max(SEPARATORS, key=lambda mark: _score(sample, mark))
    return Dialect(encoding, separator, False)


def detect_encoding(stream: BinaryIO) -> str:
    """Return Python's name of the encoding, having checked the whole file.

    UTF-8 unless a byte contradicts it; then Windows-1252, which includes what
    people call Latin-1.
    """
    stream.seek(0)
    head = stream.read(4096)
    if head.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        raise UnreadableFile("encoding_unknown", 1)
    for bom, encoding in _BOMS:
        if head.startswith(bom):
            return _checked(stream, encoding)
    pairs = max(1, len(head) // 2)
    if head[1::2].count(0) > pairs * 0.3:
        return _checked(stream, "utf-16-le")
    if head[0::2].count(0) > pairs * 0.3:
        return _checked(stream, "utf-16-be")
    if b"\0" in head:
        raise UnreadableFile("not_a_table")
    if _first_bad_line(stream, "utf-8") is None:
        return "utf-8"
    _refuse_mixed(stream)
    return _checked(stream, "cp1252")


def _checked(stream: BinaryIO, encoding: str) -> str:
    if line := _first_bad_line(stream, encoding):
        raise UnreadableFile("encoding_unknown", line)
    return encoding


def _first_bad_line(stream: BinaryIO, encoding: str) -> int | None:
    """Return the first line that the encoding cannot explain, if any."""
    stream.seek(0)
    decoder = codecs.getincrementaldecoder(encoding)()
    line = 1
    while True:
        block = stream.read(BLOCK)
        try:
            text = decoder.decode(block, final=not block)
        except UnicodeError as error:
            start = error.start if isinstance(error, UnicodeDecodeError) else 0
            return line + block[:start].count(b"\n")
        if encoding == "cp1252" and (odd := _FOREIGN.search(text)):
            return line + text.count("\n", 0, odd.start())
        if not block:
            return None
        line += text.count("\n")


def _refuse_mixed(stream: BinaryIO) -> None:
    """Refuse UTF-8 with a few foreign lines pasted in: each guess spoils the rest."""
    stream.seek(0)
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    good = bad = 0
    while block := stream.read(BLOCK):
        text = decoder.decode(block)
        bad += len(_NOT_UTF8.findall(text))
        good += len(_ACCENTED.findall(text))
    if good > bad:
        raise UnreadableFile("encoding_mixed", _first_bad_line(stream, "utf-8") or 1)


def _open(stream: BinaryIO, encoding: str) -> io.TextIOWrapper:
    stream.seek(0)
    return io.TextIOWrapper(stream, encoding=encoding, newline="")


def _score(sample: str, separator: str) -> tuple[int, int]:
    """Rate a separator: columns recognised in the best early row, then its width."""
    best = (0, 0)
    reader = csv.reader(sample.splitlines(keepends=True), delimiter=separator)
    # Rated by what could be read of it with this separator.
    with suppress(csv.Error):
        for _row, cells in zip(range(HEAD_ROWS), reader, strict=False):
            width = len(cells) if len(cells) > 1 else 0
            best = max(best, (recognised_count(cells), width))
    return best
