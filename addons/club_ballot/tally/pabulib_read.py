"""Reading Pabulib files; every fault is named with its line."""

import csv
from collections.abc import Iterator, Mapping
from fractions import Fraction
from io import StringIO

from .ballots import Option
from .errors import PabulibError
from .pabulib import VOTE_TYPES, PabulibFile
from .pabulib_votes import LIMITS, VoteReader, number

SECTIONS = ("META", "PROJECTS", "VOTES")
Row = tuple[int, dict[str, str]]


def read_pabulib(text: str) -> PabulibFile:
    """Read the text of a ``.pb`` file.

    Columns that nobody needs to count (age, sex, district, …) are left out.

    :raises PabulibError: the text does not keep to the format, announces other
        numbers of projects or votes than it has, or a vote breaks ``max_length``,
        ``min_length`` (an empty vote may), ``max_points`` or ``max_sum_points``
    """
    sections = _sections(text.removeprefix("\ufeff"))
    meta, lines = _meta(sections["META"])
    for key, section in (("num_projects", "PROJECTS"), ("num_votes", "VOTES")):
        announced, found = meta.pop(key, None), len(sections[section])
        if announced not in (None, str(found)):
            raise PabulibError(lines[key], key, announced=announced, found=found)
    options = _options(sections["PROJECTS"])
    limits = {key: _limit(meta, lines, key) for key in LIMITS}
    reader = VoteReader(meta["vote_type"], set(options), limits)
    votes = tuple(reader.vote(line, row) for line, row in sections["VOTES"])
    selected = [row.get("selected") for _, row in sections["PROJECTS"]]
    chosen = {key for key, mark in zip(options, selected, strict=True) if _yes(mark)}
    return PabulibFile(
        meta,
        tuple(options.values()),
        votes,
        tuple(reader.voters),
        None if None in selected else frozenset(chosen),
    )


def _meta(rows: list[Row]) -> tuple[dict[str, str], dict[str, int]]:
    """Return META and the line of each of its keys."""
    meta: dict[str, str] = {}
    lines: dict[str, int] = {}
    for line, row in rows:
        if row["key"] in meta:
            raise PabulibError(line, "same_key", key=row["key"])
        meta[row["key"]], lines[row["key"]] = row["value"], line
    for key in ("budget", "vote_type"):
        if key not in meta:
            raise PabulibError(1, "no_meta", key=key)
    if meta["vote_type"] not in VOTE_TYPES:
        raise PabulibError(lines["vote_type"], "vote_type", value=meta["vote_type"])
    number(lines["budget"], "budget", meta["budget"])
    return meta, lines


def _options(rows: list[Row]) -> dict[str, Option]:
    options: dict[str, Option] = {}
    for line, row in rows:
        key = row["project_id"]
        if key in options:
            raise PabulibError(line, "same_option", option=key)
        if not key or "," in key:
            raise PabulibError(line, "option_id", option=key)
        cost = number(line, "cost", row["cost"])
        options[key] = Option(key, cost, row.get("name", ""))
    return options


def _sections(text: str) -> dict[str, list[Row]]:
    """Cut the text into its sections; a row is its line and its fields by column."""
    sections: dict[str, list[Row]] = {}
    rows = _rows(text)
    name, columns = "", [""]
    for line, fields in rows:
        title = fields[0].upper()
        if len(fields) == 1 and title in SECTIONS:
            if title in sections or SECTIONS[len(sections)] != title:
                raise PabulibError(line, "section_order", section=title)
            name, sections[title] = title, []
            line, columns = next(rows, (line, []))
            _check_columns(line, name, columns)
        elif not name:
            raise PabulibError(line, "no_section")
        elif len(fields) != len(columns):
            found, expected = len(fields), len(columns)
            raise PabulibError(line, "fields", found=found, expected=expected)
        else:
            sections[name].append((line, dict(zip(columns, fields, strict=True))))
    if len(sections) < len(SECTIONS):
        missing = SECTIONS[len(sections)]
        raise PabulibError(text.count("\n") + 1, "missing_section", section=missing)
    return sections


def _check_columns(line: int, section: str, columns: list[str]) -> None:
    needed = {
        "META": ("key", "value"),
        "PROJECTS": ("project_id", "cost"),
        "VOTES": ("voter_id", "vote"),
    }
    for column in needed[section]:
        if column not in columns:
            raise PabulibError(line, "missing_column", section=section, column=column)
    if len(set(columns)) < len(columns):
        raise PabulibError(line, "same_column", section=section)


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(StringIO(text, newline=""), delimiter=";", strict=True)
    line = 0
    try:
        for row in reader:
            line = reader.line_num
            fields = [field.strip() for field in row]
            if any(fields):
                yield line, fields
    except csv.Error as error:
        raise PabulibError(line + 1, "quotes") from error


def _limit(
    meta: Mapping[str, str], lines: Mapping[str, int], key: str
) -> Fraction | None:
    return number(lines[key], key, meta[key]) if meta.get(key) else None


def _yes(mark: str | None) -> bool:
    """Read ``selected``: the format keeps 2 and up for cases with a comment."""
    return mark == "1"
