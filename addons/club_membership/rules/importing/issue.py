"""A problem found in a file, without words: the model translates its code."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

FILE_CODES: Final = (
    "file_empty",
    "file_too_large",
    "xls_old",
    "ods_unsupported",
    "xlsx_broken",
    "not_a_table",
    "encoding_unknown",
    "encoding_mixed",
    "quotes_broken",
    "too_many_rows",
    "column_missing",
    "column_twice",
    "column_unknown",
    "column_month_first",
)
CELL_CODES: Final = (
    "formula",
    "excel_error",
    "garbled",
    "too_long",
    "scientific",
    "date_unreadable",
    "date_month_first",
    "date_century",
    "date_impossible",
    "date_out_of_range",
    "date_future",
    "number_unreadable",
    "number_ambiguous",
    "number_not_whole",
    "number_negative",
    "boolean_unreadable",
    "kind_unknown",
    "email_invalid",
    "email_many",
    "siret_invalid",
    "siret_is_siren",
)
ROW_CODES: Final = (
    "too_many_cells",
    "too_few_cells",
    "name_missing",
    "period_reversed",
)
WARNING_CODES: Final = frozenset({"column_unknown"})
CODES: Final = FILE_CODES + CELL_CODES + ROW_CODES


@dataclass(frozen=True, slots=True)
class Issue:
    """One problem, where it is and what stood there.

    :param row: row as a spreadsheet numbers it, from 1; 0 is the file as a whole
    :param column: heading as the file writes it, empty for the whole row
    :param value: the cell's text, shortened; never to be shown unescaped in a
        spreadsheet, as it may be a formula
    :param params: what else the sentence needs
    """

    row: int
    column: str
    code: str
    value: str = ""
    params: Mapping[str, str | int] = field(default_factory=dict)

    @property
    def blocking(self) -> bool:
        """Whether the row (or the file, for row 0) cannot be taken as it is."""
        return self.code not in WARNING_CODES


class UnreadableFile(Exception):
    """The file cannot be read, or not further; ``issue`` says where and why."""

    def __init__(self, code: str, row: int = 0, **params: str | int) -> None:
        super().__init__(code)
        self.issue = Issue(row, "", code, params=params)


class CellError(Exception):
    """One cell cannot be taken; ``code`` says why."""

    def __init__(self, code: str, **params: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.params = params
