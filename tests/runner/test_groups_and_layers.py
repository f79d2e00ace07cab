"""Which tests run on which database, and when a database is rebuilt."""

import os

import pytest

from runner import bench_command, run_command, test_command, test_groups
from runner.addons import Suite
from runner.databases import Databases
from runner.errors import Stop
from runner.odoo_log import Entry, entries
from runner.server import Server
from runner.templates import ALL, describe


def add(folder, name, *depends):
    """Write a minimal addon."""
    (folder / name / "tests").mkdir(parents=True)
    (folder / name / "__manifest__.py").write_text(repr({"depends": list(depends)}))
    (folder / name / "tests" / "test_it.py").touch()


@pytest.fixture
def suite(tmp_path):
    """Three addons: members, a portal on top, and votes beside it."""
    add(tmp_path / "addons", "club_a", "contacts", "account")
    add(tmp_path / "addons", "club_b", "club_a", "portal")
    add(tmp_path / "addons", "club_c", "club_b", "club_a", "website")
    return Suite(tmp_path / "addons")


def test_layer_holds_only_what_is_below_the_addon(suite):
    layer = describe(suite, "club_b")
    assert layer.addons == {"club_a", "club_b"}
    assert layer.below == "club_a"
    assert "website" not in layer.outside


def test_lowest_layer_stands_on_odoos_modules_only(suite):
    assert describe(suite, "club_a").below is None
    assert describe(suite, "club_a").outside == ("account", "contacts")


def test_layer_of_all_starts_from_the_largest(suite):
    assert describe(suite, ALL).below == "club_c"


def test_unknown_layer_is_refused(suite):
    with pytest.raises(Stop, match="no addon club_x"):
        describe(suite, "club_x")


def test_change_of_code_changes_the_layers_above_it_only(suite):
    above, below = suite.digest({"club_a", "club_b"}), suite.digest({"club_a"})
    (suite.folder / "club_b" / "models.py").write_text("x = 1")
    assert suite.digest({"club_a", "club_b"}) != above
    assert suite.digest({"club_a"}) == below


def test_change_of_a_test_rebuilds_nothing(suite):
    before = suite.digest({"club_a"})
    (suite.folder / "club_a/tests/test_it.py").write_text("x = 1")
    assert suite.digest({"club_a"}) == before


def test_the_database_that_takes_longest_is_made_first(suite, tmp_path):
    groups, _options = test_groups.select(tmp_path, suite, [])
    assert [group.name for group in groups] == ["club_c", "club_b", "club_a"]


def test_an_addon_with_many_tests_is_parted_and_no_file_is_lost(suite, tmp_path):
    folder = tmp_path / "addons/club_b/tests"
    for number in range(2 * test_groups.FILES):
        (folder / f"test_{number}.py").touch()
    groups, _options = test_groups.select(tmp_path, suite, ["addons/club_b/tests"])
    assert [group.name for group in groups] == ["club_b-1", "club_b-2", "club_b-3"]
    paths = [path for group in groups for path in group.paths]
    assert sorted(paths) == sorted(
        str(file.relative_to(tmp_path)) for file in folder.glob("test_*.py")
    )
    assert {group.layer for group in groups} == {"club_b"}


def test_server_tests_are_parted_and_run_beside_others(suite, tmp_path):
    folder = tmp_path / test_groups.SERVER
    folder.mkdir(parents=True)
    for number in range(test_groups.SERVER_FILES + 1):
        (folder / f"test_{number}.py").touch()
    groups, _options = test_groups.select(tmp_path, suite, [test_groups.SERVER])
    assert [group.name for group in groups] == ["server-1", "server-2"]
    assert test_command.split(groups) == (groups, [])
    [one], _options = test_groups.select(
        tmp_path, suite, [f"{test_groups.SERVER}/test_0.py"]
    )
    assert test_command.split([one]) == ([], [one])


def test_path_selects_its_group_and_options_pass_through(suite, tmp_path):
    path = "addons/club_b/tests/test_it.py"
    arguments = [f"{path}::TestX", "-k", "foo", "-x"]
    [group], options = test_groups.select(tmp_path, suite, arguments)
    assert (group.name, group.layer, group.paths) == (
        "club_b",
        "club_b",
        (arguments[0],),
    )
    assert options == ["-k", "foo", "-x"]


def test_path_outside_every_group_is_refused(suite, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    with pytest.raises(Stop, match="belongs to no group"):
        test_groups.select(tmp_path, suite, ["elsewhere"])


def test_log_entry_keeps_its_traceback_together():
    lines = [
        "2026-11-22 09:12:29,304 9221 ERROR club odoo.http: it broke\n",
        "Traceback (most recent call last):\n",
        "2026-11-22 09:12:29,305 9221 INFO club odoo.http: fine\n",
    ]
    first, second = entries(lines)
    assert first.serious
    assert first.text.endswith("last):")
    assert not second.serious


def test_running_as_root_is_no_news():
    text = "Running as user 'root' is a security risk."
    assert not Entry("WARNING", "odoo.service.server", text).serious


def test_a_request_that_odoo_runs_again_is_no_news():
    query = "odoo.sql_db: bad query: UPDATE club_due SET paid = 1\nERROR: "
    for lost in ("could not serialize access", "deadlock detected"):
        assert not Entry("ERROR", "odoo.sql_db", query + lost).serious
    assert Entry("ERROR", "odoo.sql_db", query + "syntax error").serious


def test_live_updates_of_pages_that_are_left_are_no_news():
    said = "ERROR odoo.addons.bus.websocket: "
    left = "('odoo', 'broadcast')\n in _clear_outdated_channels\nKeyError: ('odoo'"
    for text, serious in ((left, False), ("KeyError: 'id'", True)):
        entry = Entry("ERROR", "odoo.addons.bus.websocket", said + text)
        assert entry.serious == serious


def test_logins_come_from_the_demo_addon_or_are_admins(tmp_path):
    assert run_command.logins(tmp_path) == [run_command.ADMIN]
    (tmp_path / "club_demo").mkdir()
    (tmp_path / "club_demo/logins.json").write_text(
        '[{"role": "treasurer", "login": "t", "password": "p"}]'
    )
    assert run_command.logins(tmp_path)[0]["role"] == "treasurer"


def test_bench_names_the_layer_it_wants(tmp_path):
    script = tmp_path / "dues.py"
    script.write_text('LAYER = "club_membership"\n')
    assert bench_command.layer(script) == "club_membership"
    script.write_text("import this\n")
    assert bench_command.layer(script) == ALL


def test_copies_of_dead_processes_are_dropped_and_others_kept(monkeypatch, tmp_path):
    gone, living = 2**22 + 1, os.getpid()
    names = {
        f"test_club_a_{gone}",
        f"test_server_{gone}-3",
        f"bench_dues_{gone}-0",
        f"test_club_a_{living}",
        "test_club_a_me",
        "tpl_club_a_0123",
        "club",
    }
    dropped = []
    databases = Databases(Server("here"), tmp_path, tmp_path)
    monkeypatch.setattr(databases, "names", lambda: names)
    monkeypatch.setattr(databases, "drop", dropped.append)
    databases.drop_orphans()
    assert sorted(dropped) == sorted(name for name in names if str(gone) in name)
