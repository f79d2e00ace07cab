"""Reading and writing Pabulib files."""

from fractions import Fraction as F
from random import Random

import pytest
from oracles import parse_pabulib
from tally.ballots import Ballot, Option, Ranking
from tally.errors import PabulibError
from tally.pabulib import PabulibFile, amount, written
from tally.pabulib_read import read_pabulib
from tally.pabulib_write import write_pabulib
from tally_cases import LODZ, random_election, random_rankings

# The page https://pabulib.org/format writes spaces after the semicolons.
PAGE = """META
key; value
description; Municipal PB in Wieliczka
num_projects; 5
num_votes; 10
budget; 2500
rule; greedy
vote_type; approval
min_length; 1
max_length; 3
PROJECTS
project_id; cost; category
1; 600; culture, education
2; 800; sport
4; 1400; culture
5; 1000; health, sport
7; 1200; education
VOTES
voter_id; age; sex; vote
1; 34; f; 1,2,4
2; 51; m; 1,2
3; 23; m; 2,4,5
4; 19; f; 5,7
5; 62; f; 1,4,7
6; 54; m; 1,7
7; 49; m; 5
8; 27; f; 4
9; 39; f; 2,4,5
10; 44; m; 4,5
"""
POINTS = """META
key;value
num_votes;2
budget;10
vote_type;cumulative
max_sum_points;100
max_points;60
PROJECTS
project_id;cost;name
a;5;Alpha
b;5;Beta
VOTES
voter_id;vote;points;weight
v1;a,b;60,40;1
v2;;;3/2
"""


def test_page_of_the_format_is_read():
    file = read_pabulib(PAGE)
    assert file.meta["rule"] == "greedy"
    assert [option.cost for option in file.options] == [600, 800, 1400, 1000, 1200]
    assert file.votes[0] == Ballot({"1": 1, "2": 1, "4": 1})
    assert file.voters[-1] == "10"
    assert file.selected is None


def test_points_and_weights_are_read():
    file = read_pabulib(POINTS)
    assert file.votes == (Ballot({"a": 60, "b": 40}), Ballot({}, F(3, 2)))
    assert file.election.votes == {"a": 60, "b": 40}


@pytest.mark.parametrize("path", LODZ, ids=lambda path: path.stem)
def test_lodz_reads_as_pabutools_reads(path):
    file = read_pabulib(path.read_text(encoding="utf-8"))
    instance, profile = parse_pabulib(str(path))
    assert {each.id: each.cost for each in file.options} == {
        each.name: each.cost for each in instance
    }
    assert file.election.budget == instance.budget_limit
    assert [set(vote.marks) for vote in file.votes] == [
        {each.name for each in ballot} for ballot in profile
    ]


@pytest.mark.parametrize("ending", ["\r\n", "\n\n", "\r"])
def test_line_ends_and_byte_order_marks_do_not_matter(ending):
    assert read_pabulib("\ufeff" + PAGE.replace("\n", ending)) == read_pabulib(PAGE)


def file_of(seed):
    kind = ("approval", "cumulative", "ordinal")[seed % 3]
    weights = (F(1), F(3, 2), F(1, 3), F(5, 4)) if seed % 2 else (1,)
    if kind == "ordinal":
        vote = random_rankings(seed, weights)
    else:
        vote = random_election(seed, kind == "cumulative", weights)
    names = ["", "plain", 'a "quoted; name"', "two words", "déjà vu"]
    options = tuple(
        Option(each.id, each.cost, Random(seed).choice(names)) for each in vote.options
    )
    meta = {"budget": "12.5", "vote_type": kind, "description": 'one; "two"'}
    voters = tuple(f"v{number}" for number in range(len(vote.ballots)))
    selected = frozenset(each.id for each in options[::2]) if seed % 4 else None
    return PabulibFile(meta, options, vote.ballots, voters, selected)


def test_what_is_written_is_read_again():
    for seed in range(150):
        file = file_of(seed)
        assert read_pabulib(write_pabulib(file)) == file, seed


def test_what_is_written_is_read_by_pabutools(tmp_path):
    for seed in range(60):
        file = file_of(seed)
        if file.vote_type == "cumulative" and not all(v.marks for v in file.votes):
            continue  # pabutools cannot read an empty list of points
        path = tmp_path / f"{seed}.pb"
        path.write_text(write_pabulib(file), encoding="utf-8")
        instance, profile = parse_pabulib(str(path))
        assert {each.name for each in instance} == {each.id for each in file.options}
        assert len(profile) == len(file.votes)


def test_line_breaks_in_names_are_not_written():
    file = read_pabulib(POINTS)
    broken = PabulibFile(
        file.meta, (Option("a", F(5), "one\ntwo"),), (), (), frozenset("a")
    )
    text = write_pabulib(broken)
    assert "a;5;one two;1\n" in text


def test_winners_can_be_written():
    file = read_pabulib(POINTS)
    assert read_pabulib(write_pabulib(file, {"b"})).selected == {"b"}


@pytest.mark.parametrize(
    ("number", "text"),
    [(F(1200), "1200"), (F(199, 2), "99.5"), (F(1, 3), "1/3"), (F(1, 20), "0.05")],
)
def test_amount_is_written_with_decimals_if_it_has_some(number, text):
    assert written(number) == text
    assert amount(text) == number


@pytest.mark.parametrize("text", ["-1", "", "ten", "1e3", "1/0", "1 000"])
def test_amount_is_a_number_from_zero_up(text):
    with pytest.raises(ValueError):  # noqa: PT011
        amount(text)


@pytest.mark.parametrize(
    ("old", "new", "line", "code"),
    [
        ("META\n", "", 1, "no_section"),
        ("PROJECTS\n", "VOTES\n", 8, "section_order"),
        ("VOTES\nvoter_id;vote;points;weight\nv1;a,b;60,40;1\nv2;;;3/2\n", "", 12,
         "missing_section"),
        ("budget;10\n", "", 1, "no_meta"),
        ("budget;10\n", "budget;ten\n", 4, "number"),
        ("budget;10\n", "budget;10\nbudget;11\n", 5, "same_key"),
        ("num_votes;2", "num_votes;3", 3, "num_votes"),
        ("cumulative", "guess", 5, "vote_type"),
        ("max_points;60", "max_points;some", 7, "number"),
        ("project_id;cost", "project_id;price", 9, "missing_column"),
        ("cost;name", "cost;cost", 9, "same_column"),
        ("a;5;Alpha", "a;5", 10, "fields"),
        ("a;5;Alpha", "a;free;Alpha", 10, "number"),
        ("a;5;Alpha", "a,b;5;Alpha", 10, "option_id"),
        ("b;5;Beta", "a;5;Beta", 11, "same_option"),
        ('b;5;Beta', 'b;5;"Beta', 11, "quotes"),
        ("v2;;;3/2", "v1;;;3/2", 15, "same_voter"),
        ("a,b;60,40", "a,c;60,40", 14, "unknown_option"),
        ("a,b;60,40", "a,a;60,40", 14, "twice"),
        ("a,b;60,40", "a,b;60", 14, "points"),
        ("a,b;60,40", "a,b;60,few", 14, "number"),
        ("a,b;60,40", "a,b;61,39", 14, "max_points"),
        ("a,b;60,40", "a,b;60,41", 14, "max_sum_points"),
        ("3/2", "0", 15, "number"),
        ("3/2", "-1", 15, "number"),
        ("vote;points", "vote;marks", 14, "no_points"),
        ("max_points;60", "max_length;1", 14, "max_length"),
        ("max_points;60", "min_length;3", 14, "min_length"),
    ],
)  # fmt: skip
def test_fault_is_named_with_its_line(old, new, line, code):
    assert old in POINTS
    with pytest.raises(PabulibError) as refusal:
        read_pabulib(POINTS.replace(old, new, 1))
    assert (refusal.value.code, refusal.value.line) == (code, line)


def test_choose_one_means_one():
    text = PAGE.replace("approval", "choose-1")
    with pytest.raises(PabulibError) as refusal:
        read_pabulib(text)
    assert (refusal.value.code, refusal.value.line) == ("max_length", 20)


def test_rankings_keep_their_order():
    file = read_pabulib(PAGE.replace("approval", "ordinal"))
    assert file.votes[3] == Ranking(("5", "7"))
    assert file.ranked.votes["5"] == 2
