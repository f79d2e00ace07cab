"""Rows of a workbook's first visible sheet."""

import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import BinaryIO, Final
from xml.etree.ElementTree import ParseError

# openpyxl carries no types, and Odoo's environment no stubs.
from openpyxl import load_workbook  # type: ignore[import-untyped]
from openpyxl.utils.exceptions import (  # type: ignore[import-untyped]
    InvalidFileException,
)

from .issue import UnreadableFile

# A workbook of 100,000 members unpacks to about 100 MB.
LARGEST: Final = 1 << 30
_BROKEN = (
    zipfile.BadZipFile,
    InvalidFileException,
    ParseError,
    KeyError,
    ValueError,
    OSError,
    EOFError,
)


class Workbook:
    """An open workbook: ``epoch`` of its serial dates, and its ``rows``."""

    def __init__(self, stream: BinaryIO) -> None:
        """Open it without reading the rows.

        :raises UnreadableFile: not a workbook, or one too large to unpack
        """
        stream.seek(0)
        try:
            _check_archive(stream)
            self._book = load_workbook(stream, read_only=True, keep_links=False)
        except _BROKEN:
            raise UnreadableFile("xlsx_broken") from None
        self.epoch: datetime = self._book.epoch

    def rows(self) -> Iterator[tuple[int, Sequence[object]]]:
        """Yield row numbers and cells, formulas as text beginning with ``=``."""
        visible = [s for s in self._book.worksheets if s.sheet_state == "visible"]
        if not visible:
            raise UnreadableFile("file_empty")
        sheet = visible[0]
        # Many programs write a wrong size into the file; the rows are what counts.
        sheet.reset_dimensions()
        row = 0
        try:
            for row, cells in enumerate(sheet.iter_rows(values_only=True), start=1):
                yield row, [_plain(cell) for cell in cells]
        except _BROKEN:
            raise UnreadableFile("xlsx_broken", row + 1) from None
        finally:
            self._book.close()


def _check_archive(stream: BinaryIO) -> None:
    with zipfile.ZipFile(stream) as archive:
        names = archive.namelist()
        if "mimetype" in names and b"opendocument" in archive.read("mimetype"):
            raise UnreadableFile("ods_unsupported")
        if sum(entry.file_size for entry in archive.infolist()) > LARGEST:
            raise UnreadableFile("file_too_large")
    stream.seek(0)


def _plain(cell: object) -> object:
    if cell is None or isinstance(cell, str | int | float | date | time | timedelta):
        return cell
    # Array and table formulas come as objects of their own.
    return "=" + type(cell).__name__
