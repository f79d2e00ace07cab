"""A planning that nobody waits for: found again, noticed when dead, ended at once."""

import time

import pytest
from rota.checker import check
from rota.job import ALIVE, Job
from rota.planning import plan, request_for
from rota.shares import with_fair_shares
from rota_cases import problem, volunteer


@pytest.fixture
def job():
    made = Job.prepare(request_for(case(), 20))
    yield made
    made.discard()


def case(slots=6):
    people = (volunteer(key, slots=slots) for key in "abc")
    return with_fair_shares(problem(*people, slots=slots))


def wait(condition, seconds=60):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "nothing came"
        time.sleep(0.05)


def test_a_plan_comes_back_with_a_record_that_holds():
    found = plan(request_for(case(), 20))
    assert check(found["record"]) == []


def test_each_level_is_told():
    told = []
    plan(request_for(case(), 20), told.append)
    assert {"coverage", "balance", "comfort"} <= {level["name"] for level in told}


def test_whoever_comes_next_finds_the_result(job):
    job.start()
    again = Job(str(job.folder))
    wait(again.result)
    assert check(again.result()["record"]) == []
    assert again.request()["seconds"] == 20


def test_a_job_that_never_started_or_died_is_not_alive(job):
    assert not job.is_alive()
    (job.folder / ALIVE).touch()
    assert job.is_alive()
    job.discard()
    assert not job.is_alive()
    assert job.result() is None
    assert job.request() == {}


def test_a_process_ends_when_its_folder_is_taken_away():
    big = problem(
        *(volunteer(str(key), slots=200, rest=2) for key in range(60)), slots=200
    )
    job = Job.prepare(request_for(big, 60))
    process = job.start()
    try:
        assert process.poll() is None
        job.discard()
        assert process.wait(timeout=20) != 0
    finally:
        process.kill()
