"""Writing Pabulib files."""

import csv
from collections.abc import Callable, Collection
from io import StringIO

from .ballots import Ballot
from .pabulib import POINTS, PabulibFile, ones, written


def write_pabulib(file: PabulibFile, selected: Collection[str] | None = None) -> str:
    """Return the text of a ``.pb`` file; ``read_pabulib`` reads the same from it.

    Its order is the order given: whoever writes ballots shuffles them first.

    :param selected: what was chosen; without, what the file says, if it does
    """
    if selected is None:
        selected = file.selected
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\n")
    counted = {"num_projects": len(file.options), "num_votes": len(file.votes)}
    writer.writerow(["META"])
    writer.writerow(["key", "value"])
    writer.writerows((key, _line(value)) for key, value in file.meta.items())
    writer.writerows(counted.items())
    writer.writerow(["PROJECTS"])
    chosen_column = [] if selected is None else ["selected"]
    writer.writerow(["project_id", "cost", "name", *chosen_column])
    for option in file.options:
        chosen = [] if selected is None else [int(option.id in selected)]
        row = [option.id, written(option.cost), _line(option.name), *chosen]
        writer.writerow(row)
    writer.writerow(["VOTES"])
    _write_votes(file, writer.writerow)
    return text.getvalue()


def _write_votes(file: PabulibFile, write: Callable[[list[str]], object]) -> None:
    points = file.vote_type in POINTS
    weighted = not all(ones(vote) for vote in file.votes)
    columns = ["voter_id", "vote"]
    columns += ["points"] * points + ["weight"] * weighted
    write(columns)
    for voter, vote in zip(file.voters, file.votes, strict=True):
        named = vote.marks if isinstance(vote, Ballot) else vote.order
        row = [voter, ",".join(named)]
        if points and isinstance(vote, Ballot):
            row.append(",".join(str(given) for given in vote.marks.values()))
        if weighted:
            row.append(written(vote.weight))
        write(row)


def _line(text: str) -> str:
    """Keep a field on one line: files are read by people too."""
    return " ".join(text.split())
