"""``recount.py``: one file, the standard library, the same result as the tally."""

import ast
import re
import subprocess
import sys
from dataclasses import replace
from fractions import Fraction as F
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from random import Random

import pytest
import tally
from tally import bundle
from tally.ballots import Ballot, Option
from tally.count import METHODS, count
from tally.errors import TallyError
from tally.explain import FAULTS, SENTENCES, describe
from tally.outcome import Code
from tally.pabulib import PabulibFile
from tally.pabulib_read import read_pabulib
from tally.pabulib_write import write_pabulib
from tally.shares import SharesRule, equal_shares
from tally_cases import (
    LODZ,
    pabulib_example,
    random_election,
    random_rankings,
    schulze_example,
)

RULES = [
    "greedy",
    "equalshares",
    "equalshares/votes",
    "equalshares/add1",
    "equalshares/add1/votes",
    "approval",
    "cumulative",
    "quadratic",
    "majority",
    "borda",
    "schulze",
    "rating",
]
RECOUNT = bundle.TARGET


def recount(*arguments, cwd=None):
    """Run it as a stranger would: no site packages, no path of ours."""
    return subprocess.run(
        [sys.executable, "-I", "-S", RECOUNT, *arguments],
        capture_output=True, text=True, encoding="utf-8", check=False, cwd=cwd,
    )  # fmt: skip


def test_recount_is_made_of_the_tally_as_it_is_now():
    made = RECOUNT.read_text(encoding="utf-8")
    assert made == bundle.bundle(), "run addons/club_ballot/tally/bundle.py"


def test_recount_needs_the_standard_library_alone():
    tree = ast.parse(RECOUNT.read_text(encoding="utf-8"))
    modules = {
        name.split(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in (
            [node.module]
            if isinstance(node, ast.ImportFrom)
            else [alias.name for alias in node.names]
        )
    }
    assert modules <= sys.stdlib_module_names


def vote_file(rule, vote, kind, **settings):
    meta = {"budget": str(getattr(vote, "budget", 0)), "vote_type": kind, "rule": rule}
    meta |= {key: str(value) for key, value in settings.items()}
    voters = tuple(f"v{number}" for number in range(len(vote.ballots)))
    return PabulibFile(meta, vote.options, vote.ballots, voters)


def motion(seed):
    draw = Random(seed)
    ballots = tuple(
        Ballot({key: 1} if (key := draw.choice(["yes", "no", "abstain", ""])) else {})
        for _ in range(draw.randint(1, 9))
    )
    options = tuple(Option(key) for key in ("yes", "no", "abstain"))
    vote = type(pabulib_example())(options, ballots)
    return vote_file("majority", vote, "choose-1", club_roll=12, club_quorum="1/3")


def random_file(rule, seed):
    """Return a file with settings that the rule knows."""
    weights = (F(1), F(2), F(1, 2)) if seed % 2 else (1,)
    if rule == "majority":
        return motion(seed)
    if rule in ("borda", "schulze"):
        vote = random_rankings(seed, weights)
        return vote_file(rule, vote, "ordinal", club_seats=3, club_seed=seed)
    points = rule in ("cumulative", "quadratic") or bool(seed % 3)
    if rule in ("approval", "greedy"):
        points = False
    vote = random_election(seed, points, weights)
    if rule == "rating":
        return vote_file(rule, rated(vote, seed), "scoring")
    kind = "cumulative" if points else "approval"
    settings = {"club_seed": seed, "club_credits": 1000}
    if rule in ("approval", "cumulative", "quadratic"):
        settings["club_seats"] = 4
    return vote_file(rule, vote, kind, **settings)


def rated(vote, seed):
    draw = Random(seed)
    ballots = tuple(
        Ballot({key: draw.randint(1, 5) for key in ballot.marks}, ballot.weight)
        for ballot in vote.ballots
    )
    return replace(vote, ballots=ballots)


def trace(file):
    outcome = count(file)
    names = {option.id: option.name for option in file.options}
    return [*outcome.winners, "", *describe(outcome, names)]


@pytest.fixture(scope="module")
def standalone():
    """Return ``recount.py`` as a module that shares nothing with the tally."""
    spec = spec_from_file_location("standalone_recount", RECOUNT)
    module = module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules[spec.name]


@pytest.mark.parametrize("rule", RULES)
def test_recount_agrees_with_the_tally(rule, standalone, tmp_path, capsys):
    for seed in range(40):
        file = random_file(rule, seed)
        path = tmp_path / f"{seed}.pb"
        path.write_text(write_pabulib(file), encoding="utf-8")
        assert standalone.main([str(path), "--explain"]) == 0
        assert capsys.readouterr().out.splitlines() == trace(file), seed


@pytest.mark.parametrize("rule", RULES)
def test_recount_runs_alone(rule, tmp_path):
    file = random_file(rule, 3)
    path = tmp_path / "vote.pb"
    path.write_text(write_pabulib(file), encoding="utf-8")
    told = recount(path, "--explain")
    assert told.stderr == ""
    assert told.stdout.splitlines() == trace(file)
    assert recount(path).stdout.split() == list(count(file).winners)


@pytest.mark.parametrize("path", LODZ, ids=lambda path: path.stem)
def test_recount_of_lodz_is_what_the_city_selected(path):
    told = recount(path)
    selected = read_pabulib(path.read_text(encoding="utf-8")).selected
    assert set(told.stdout.split()) == selected
    assert (told.stderr, told.returncode) == ("", 0)


def test_other_winners_than_the_file_names_are_reported():
    told = recount(LODZ[0], "--rule", "equalshares", "--utility", "cardinality")
    assert told.returncode == 0
    assert told.stderr == "The file names other winners: W030MI\n"


def test_settings_of_the_file_are_those_of_the_rule():
    file = vote_file("equalshares", pabulib_example(), "approval")
    assert set(count(file).winners) == {"4"}
    file = vote_file(
        "equalshares", pabulib_example(), "approval", club_utility="cardinality"
    )
    assert set(count(file).winners) == {"1", "5"}
    file = vote_file(
        "equalshares/add1/votes", pabulib_example(), "approval", club_step="10"
    )
    by_hand = equal_shares(pabulib_example(), SharesRule("cost", step=F(10)))
    assert count(file) == by_hand


def test_schulze_is_counted_from_a_file(tmp_path):
    path = tmp_path / "board.pb"
    file = vote_file("schulze", schulze_example(), "ordinal", club_seats=5)
    path.write_text(write_pabulib(file), encoding="utf-8")
    assert recount(path).stdout.split() == list("EACBD")
    scores = recount(path, "--rule", "borda", "--explain").stdout
    for line in ("E: 102", "A: 98", "B: 92", "C: 89", "D: 69"):
        assert line in scores


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("rule", "guess"),
        ("rule", "greedy/add1"),
        ("rule", "equalshares/guess"),
        ("club_utility", "joy"),
        ("club_step", "-1"),
        ("club_step", "0"),
    ],
)
def test_setting_that_means_nothing_is_named(key, value, tmp_path):
    file = vote_file("equalshares/add1", pabulib_example(), "approval")
    file.meta[key] = value
    path = tmp_path / "vote.pb"
    path.write_text(write_pabulib(file), encoding="utf-8")
    told = recount(path)
    assert (told.returncode, told.stdout) == (1, "")
    assert value in told.stderr


@pytest.mark.parametrize(
    ("rule", "key", "value"),
    [
        ("quadratic", "club_against", "maybe"),
        ("approval", "club_seats", "few"),
        ("majority", "club_base", "everybody"),
        ("majority", "club_strict", "2"),
    ],
)
def test_setting_of_the_wrong_kind_is_named(rule, key, value):
    file = vote_file(rule, pabulib_example(), "approval", **{key: value})
    if rule == "majority":
        file = motion(1)
        file.meta[key] = value
    with pytest.raises(TallyError) as refusal:
        count(file)
    assert refusal.value.figures == {"key": key, "value": value}


def test_order_is_needed_to_count_an_order():
    with pytest.raises(TallyError, match="not_ranked"):
        count(vote_file("schulze", pabulib_example(), "approval"))


def test_motion_allows_one_choice():
    election = pabulib_example()
    with pytest.raises(TallyError, match="one_choice"):
        count(vote_file("majority", election, "approval"))


def test_fault_in_a_file_is_said_with_its_line(tmp_path):
    path = tmp_path / "broken.pb"
    text = LODZ[0].read_text(encoding="utf-8")
    path.write_text(text.replace("num_votes;955", "num_votes;954"), encoding="utf-8")
    told = recount("broken.pb", cwd=tmp_path)
    assert told.returncode == 1
    expected = "broken.pb: line 10: 954 votes announced, 955 found\n"
    assert told.stderr == expected


def test_missing_file_is_said(tmp_path):
    told = recount("nothing.pb", cwd=tmp_path)
    assert told.returncode == 1
    assert "nothing.pb" in told.stderr


def test_every_reason_and_fault_has_its_sentence():
    assert set(SENTENCES) == set(Code.__args__)
    package = Path(tally.__file__).parent
    source = "".join(path.read_text(encoding="utf-8") for path in package.glob("*.py"))
    raised = re.findall(r'TallyError\(\s*"(\w+)"', source)
    raised += re.findall(r'PabulibError\([^"]*?, "(\w+)"', source)
    assert len(raised) > 30
    assert set(raised) - set(FAULTS) <= {"negative_cost", "negative_budget"}


def test_every_rule_is_counted_here():
    assert {rule.partition("/")[0] for rule in RULES} == set(METHODS)
