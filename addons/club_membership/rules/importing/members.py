"""A file of members, as rows of clean values with what is wrong in each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from typing import BinaryIO, Final

from .cells import CONVERTERS, Context, Value, to_text
from .columns import NAME_GROUP, Header, read_header, recognised_count
from .csv_file import HEAD_ROWS, csv_rows
from .dates import WINDOWS_EPOCH, only_day_first
from .issue import CellError, Issue, UnreadableFile
from .text import check_harmless, clean, shown
from .xlsx_file import Workbook

MOST_ROWS: Final = 200_000
RawRow = tuple[int, Sequence[object]]
DATE_COLUMNS: Final = frozenset({"birth_date", "joined_on", "period_from", "period_to"})

_ZIP_FILE: Final = b"PK\x03\x04"
_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0"
_OTHERS: Final = (b"%PDF", b"<!DOCTYPE", b"<html", b"<?xml", b"{\\rtf", b"\x89PNG")


@dataclass(slots=True)
class MemberRow:
    """One row: non-empty values by canonical column, and its problems.

    ``name`` is always there when the row has no problem; ``kind`` when the file or
    the row's other values tell it.
    """

    row: int
    values: dict[str, Value] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)


class MemberFile:
    """An open file of members: heading first, then the rows, once.

    ``issues`` are those of the file as a whole; the last ones come with the last
    row, as what a column means may show late (see ``column_month_first``).
    """

    def __init__(
        self,
        rows: Iterator[RawRow],
        context: Context,
        required: Sequence[Sequence[str]],
        most_rows: int = MOST_ROWS,
    ) -> None:
        self.context = context
        self.most_rows = most_rows
        head, end = _first_rows(rows)
        # Titles and remarks may stand above the headings.
        start = max(range(len(head)), key=lambda i: (_recognised(head[i][1]), -i))
        row, titles = head[start]
        self.header: Header = read_header(row, _titles(titles), required)
        self.issues: list[Issue] = list(self.header.issues)
        self._rows = chain(head[start + 1 :], end, rows)
        self._plan = [
            (index, column, self.header.titles[index])
            for index, column in enumerate(self.header.columns)
            if column
        ]
        self._month_first: dict[str, Issue] = {}
        self._day_first: set[str] = set()

    @property
    def blocking(self) -> bool:
        """Whether the file as a whole must be refused, as far as it was read."""
        return any(issue.blocking for issue in self.issues)

    def __iter__(self) -> Iterator[MemberRow]:
        """Yield the rows that hold something; ends at the first unreadable one."""
        count = 0
        try:
            for number, cells in self._rows:
                if not _has_text(cells):
                    continue
                count += 1
                if count > self.most_rows:
                    raise UnreadableFile("too_many_rows", maximum=self.most_rows)
                yield self._read(number, cells)
        except UnreadableFile as error:
            self.issues.append(error.issue)
        if not count and not self.blocking:
            self.issues.append(Issue(0, "", "file_empty"))
        for column, issue in self._month_first.items():
            # A column with days above 12 in front is day first: the other is a slip.
            if column not in self._day_first:
                self.issues.append(
                    Issue(0, issue.column, "column_month_first", issue.value)
                )

    def _read(self, number: int, cells: Sequence[object]) -> MemberRow:
        result = MemberRow(number)
        width = len(self.header.columns)
        if len(cells) > width and _has_text(cells[width:]):
            extra = shown(next(cell for cell in cells[width:] if cell))
            result.issues.append(Issue(number, "", "too_many_cells", extra))
        if len(cells) == 1 < width:
            # Spreadsheets drop empty cells at the end, but never all but one.
            result.issues.append(Issue(number, "", "too_few_cells", shown(cells[0])))
        for index, column, title in self._plan:
            if index < len(cells):
                self._read_cell(result, column, title, cells[index])
        _complete(result, self.context.country)
        return result

    def _read_cell(
        self, result: MemberRow, column: str, title: str, cell: object
    ) -> None:
        if isinstance(cell, str):
            cell = clean(cell)
        if cell is None or cell == "":
            return
        try:
            if isinstance(cell, str):
                check_harmless(cell)
            convert = CONVERTERS.get(column, to_text)
            result.values[column] = convert(cell, self.context)
        except CellError as error:
            issue = Issue(result.row, title, error.code, shown(cell), error.params)
            result.issues.append(issue)
            if error.code == "date_month_first":
                self._month_first.setdefault(column, issue)
            return
        if column in DATE_COLUMNS and only_day_first(cell):
            self._day_first.add(column)


def open_members(
    stream: BinaryIO,
    today: date,
    country: str = "FR",
    required: Sequence[Sequence[str]] = (NAME_GROUP,),
    most_rows: int = MOST_ROWS,
) -> MemberFile:
    """Open a CSV or XLSX file of members, told apart by their first bytes.

    :param stream: seekable binary file, read once, never whole
    :param today: births lie before it
    :param country: code of the country of rows that name none; French rows get the
        leading zeros back that spreadsheets drop
    :param required: groups of canonical columns, one of each must be there
    :raises UnreadableFile: not a file of rows at all
    """
    stream.seek(0)
    head = stream.read(16).lstrip()
    if head.startswith(_OLD_OFFICE):
        raise UnreadableFile("xls_old")
    if head.lower().startswith(tuple(mark.lower() for mark in _OTHERS)):
        raise UnreadableFile("not_a_table")
    if head.startswith(_ZIP_FILE):
        book = Workbook(stream)
        context = Context(today, country, book.epoch)
        return MemberFile(book.rows(), context, required, most_rows)
    context = Context(today, country, WINDOWS_EPOCH)
    return MemberFile(iter(csv_rows(stream)), context, required, most_rows)


def _complete(result: MemberRow, country: str) -> None:
    """Derive what several cells say together, and check what they must agree on."""
    values, number = result.values, result.row
    names = [str(values[key]) for key in ("first_name", "last_name") if key in values]
    if "name" not in values and names:
        values["name"] = " ".join(names)
    if "name" not in values:
        result.issues.append(Issue(number, "", "name_missing"))
    if "kind" not in values:
        _derive_kind(values)
    if str(values.get("country", country)).strip().upper() in ("FR", "FRANCE"):
        _restore_zeros(values)
    _check_period(result)


def _derive_kind(values: dict[str, Value]) -> None:
    if "first_name" in values or "birth_date" in values:
        values["kind"] = "person"
    elif "siret" in values or "headcount" in values:
        values["kind"] = "company"


def _check_period(result: MemberRow) -> None:
    values, number = result.values, result.row
    begin, end = values.get("period_from"), values.get("period_to")
    if isinstance(begin, date) and isinstance(end, date) and end < begin:
        span = f"{begin} / {end}"
        result.issues.append(Issue(number, "", "period_reversed", span))


def _restore_zeros(values: dict[str, Value]) -> None:
    """Give back the zero that a spreadsheet dropped from a "number"."""
    code, phone = str(values.get("zip", "")), str(values.get("phone", ""))
    if len(code) == 4 and code.isdecimal():
        values["zip"] = "0" + code
    if len(phone) == 9 and phone.isdecimal():
        values["phone"] = "0" + phone


def _first_rows(rows: Iterator[RawRow]) -> tuple[list[RawRow], Iterator[RawRow]]:
    """Return the first rows with text, and what follows them if it is an error."""
    head: list[RawRow] = []
    try:
        for raw in rows:
            if _has_text(raw[1]):
                head.append(raw)
            if len(head) == HEAD_ROWS:
                break
    except UnreadableFile as error:
        if not head:
            raise
        return head, _failing(error)
    if not head:
        raise UnreadableFile("file_empty")
    return head, iter(())


def _failing(error: UnreadableFile) -> Iterator[RawRow]:
    raise error
    yield


def _has_text(cells: Sequence[object]) -> bool:
    return any(
        cell.strip() if isinstance(cell, str) else cell is not None for cell in cells
    )


def _titles(cells: Sequence[object]) -> list[str]:
    titles = [clean(str(cell)) if cell is not None else "" for cell in cells]
    while titles and not titles[-1]:
        titles.pop()
    return titles


def _recognised(cells: Sequence[object]) -> int:
    return recognised_count(_titles(cells))
