"""A practice copy is served only once it is complete and neutralised."""

import pytest

from runner import cli, practice, processes
from runner.errors import Stop
from runner.practice import Neutraliser


class FakeDatabases:
    """Records what is done to databases; `flag` is what the copy says of itself."""

    def __init__(self, flag):
        self.flag = flag
        self.done = []

    def duplicate(self, source, name, log):
        self.done.append(("duplicate", source, name))

    def sql(self, statement, database):
        self.done.append(("sql", database))
        return [[self.flag]] if statement == practice.FLAG and self.flag else []

    def drop(self, name):
        self.done.append(("drop", name))

    def rename(self, old, new):
        self.done.append(("rename", old, new))


@pytest.fixture
def neutraliser(monkeypatch, tmp_path):
    """Function: a neutraliser whose command always succeeds."""
    monkeypatch.setattr(processes, "run", lambda what, argv, **options: "")
    return lambda flag: Neutraliser(FakeDatabases(flag), ["odoo"], {}, tmp_path)


def test_a_copy_gets_its_name_last(neutraliser):
    neutral = neutraliser("true")
    practice.copy(neutral, "club", "club_practice")
    done = neutral.databases.done
    assert done[0] == ("duplicate", "club", "club_practice_new")
    assert done[-1] == ("rename", "club_practice_new", "club_practice")


@pytest.mark.parametrize("flag", ["", "false"])
def test_a_copy_that_is_not_neutralised_is_refused(neutraliser, flag):
    neutral = neutraliser(flag)
    with pytest.raises(Stop, match="could still send e-mails, so it is not started"):
        practice.copy(neutral, "club", "club_practice")
    assert not [step for step in neutral.databases.done if step[0] == "rename"]


def test_practice_refuses_what_it_does_not_know(capsys):
    assert cli.main(["practice", "--kep"]) == 1
    assert "./club practice does not know --kep" in capsys.readouterr().err
