"""The command line of ``recount.py``."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from .count import METHODS, count
from .errors import PabulibError, TallyError
from .explain import describe, fault
from .outcome import Outcome
from .pabulib import PabulibFile
from .pabulib_read import read_pabulib


def main(arguments: Sequence[str] | None = None) -> int:
    """Recount a file; 0, or 1 with a word on stderr when it cannot be counted."""
    options = _parser().parse_args(arguments)
    try:
        file = read_pabulib(options.file.read_text(encoding="utf-8"))
        file = replace(file, meta={**file.meta, **_given(options)})
        outcome = count(file)
    except (PabulibError, TallyError) as error:
        sys.stderr.write(f"{options.file}: {fault(error)}\n")
        return 1
    except (OSError, UnicodeDecodeError) as error:
        sys.stderr.write(f"{options.file}: {error}\n")
        return 1
    lines = [*outcome.winners]
    if options.explain:
        names = {option.id: option.name for option in file.options}
        lines += ["", *describe(outcome, names)]
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    _compare(file, outcome)
    return 0


def _parser() -> ArgumentParser:
    parser = ArgumentParser(
        prog="recount.py",
        description="Count the votes of a Pabulib file (.pb) again and print the "
        "ids of the winners, one a line. Rule and settings are those of the file.",
    )
    parser.add_argument("file", type=Path)
    parser.add_argument("--explain", action="store_true", help="print the trace too")
    rules = ", ".join(METHODS)
    parser.add_argument("--rule", help=f"another rule: {rules}; equalshares/add1/votes")
    parser.add_argument("--utility", help="equal shares: cost, cardinality or points")
    parser.add_argument("--step", help="equal shares: step of add-one")
    parser.add_argument("--seed", help="seed of the draw")
    parser.add_argument("--seats", help="how many win")
    return parser


def _given(options: Namespace) -> dict[str, str]:
    keys = {"rule": "rule"}
    keys |= {key: f"club_{key}" for key in ("utility", "step", "seed", "seats")}
    values = {meta: getattr(options, name) for name, meta in keys.items()}
    return {meta: value for meta, value in values.items() if value is not None}


def _compare(file: PabulibFile, outcome: Outcome) -> None:
    """Say on stderr if the file itself names other winners."""
    if file.selected is None or file.selected == set(outcome.winners):
        return
    listed = ", ".join(sorted(file.selected)) or "none"
    sys.stderr.write(f"The file names other winners: {listed}\n")


if __name__ == "__main__":
    sys.exit(main())
