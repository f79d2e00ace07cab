"""The votes that `./club bench roadmap` counts are the same everywhere."""

import sys
from pathlib import Path

import pytest
from tally.count import count
from tally.pabulib_read import read_pabulib

BENCH = Path(__file__).parents[1] / "bench"


@pytest.fixture(scope="module")
def instances():
    sys.path.insert(0, str(BENCH))
    from roadmap_parts import instances

    yield instances
    sys.path.remove(str(BENCH))


def test_committed_votes_are_those_of_their_hash_and_of_their_seed(instances):
    for name, shape in instances.INSTANCES.items():
        assert instances.read(name) == instances.generate(*shape), name


def test_another_file_is_not_counted(instances, tmp_path, monkeypatch):
    [name, *_others] = instances.INSTANCES
    (tmp_path / name).write_text(instances.read(name) + "\n")
    monkeypatch.setattr(instances, "DATA", tmp_path)
    with pytest.raises(SystemExit, match="not the file whose hash"):
        instances.read(name)


def test_the_small_vote_fills_the_capacity(instances):
    file = read_pabulib(instances.read("mes-450x500.pb"))
    outcome = count(file)
    assert (len(file.votes), len(file.options)) == (450, 500)
    assert 0.99 < outcome.spent / file.election.budget <= 1
