"""Volunteers who take, give and leave duties at the same instant."""

from datetime import date, timedelta

import pytest

from tests.server.crash import stop_jobs

NAMES = ("Anna", "Bea", "Carl")


def accept(env, offer, volunteer):
    """Click on “I take it”."""
    offer = env["club.duty.offer"].browse(offer)
    offer._accept(env["club.volunteer"].browse(volunteer))


def decline(env, offer, volunteer):
    """Click on “I cannot”."""
    offer = env["club.duty.offer"].browse(offer)
    offer._decline(env["club.volunteer"].browse(volunteer))


def release(env, duty, volunteer):
    """Click on “I cannot serve”."""
    duty = env["club.duty"].browse(duty)
    duty._release(env["club.volunteer"].browse(volunteer), "Ill")


def ask(env, duty, volunteer):
    """Ask everybody to cover a duty."""
    env["club.duty.offer"]._ask_cover(
        env["club.duty"].browse(duty), env["club.volunteer"].browse(volunteer)
    )


def send(env):
    """Write the mails that wait, as the job does."""
    env["club.duty.notice"]._send_chunk()


def remind(env, company):
    """Note whom to remind, as the job does."""
    env["club.duty"]._remind(env["res.company"].browse(company))


def end(env, company):
    """Close what is over, as the job does."""
    env["club.duty"]._end_past(env["res.company"].browse(company))


class World:
    """An association with three volunteers, and a rota of weeks from next month on."""

    def __init__(self, env):
        stop_jobs(env)
        company = env["res.company"].create({"name": "Race club"})
        section = company._club_root_section()
        self.company = company.id
        people = env["res.partner"].create(
            [{"name": name, "email": f"{name}@duty.example"} for name in NAMES]
        )
        volunteers = env["club.volunteer"].create(
            [
                {
                    "partner_id": person.id,
                    "company_id": company.id,
                    "home_section_id": section.id,
                    "date_start": "2020-01-01",
                    "rest": 1,
                    "max_load": 90,
                }
                for person in people
            ]
        )
        self.anna, self.bea, self.carl = volunteers.ids
        self.rota = (
            env["club.rota"]
            .create(
                {
                    "name": "Race",
                    "company_id": company.id,
                    "section_id": section.id,
                    "date_start": date.today() - timedelta(days=28),
                    "slot_count": 200,
                    "line_ids": [(0, 0, {"section_id": section.id})],
                }
            )
            .id
        )
        # Races do not disturb each other: each takes slots far from the others'.
        self.slot = 10

    def free_slot(self):
        self.slot += 5
        return self.slot


@pytest.fixture(scope="module")
def world(open_env, database):
    """The association of this file, as ids."""
    with open_env(database) as env:
        return World(env)


@pytest.fixture
def new_duty(open_env, database, world):
    """Function: a published duty of a volunteer in a slot; its id."""

    def make(volunteer, slot):
        with open_env(database) as env:
            rota = env["club.rota"].browse(world.rota)
            first, last = rota._slot_dates(slot)
            duty = env["club.duty"].create(
                {
                    "rota_id": rota.id,
                    "section_id": rota.section_id.id,
                    "slot": slot,
                    "date_start": first,
                    "date_end": last,
                    "volunteer_id": volunteer,
                    "state": "published",
                }
            )
            return duty.id

    return make


@pytest.fixture
def new_offer(open_env, database):
    """Function: ask for cover of a duty, or for another one; the offer's id."""

    def make(duty, asker, other=None):
        with open_env(database) as env:
            offers, duties = env["club.duty.offer"], env["club.duty"]
            asker = env["club.volunteer"].browse(asker)
            if other:
                return offers._ask_swap(
                    duties.browse(duty), asker, duties.browse(other)
                ).id
            return offers._ask_cover(duties.browse(duty), asker).id

    return make


@pytest.fixture
def look(open_env, database):
    """Function: what a function of an environment answers about what was committed."""

    def read(question):
        with open_env(database) as env:
            return question(env)

    return read


def holder(look, duty):
    """Who has a duty now, and how often it changed hands."""
    return look(
        lambda env: (
            env["club.duty"].browse(duty).volunteer_id.id,
            len(env["club.duty"].browse(duty).change_ids),
        )
    )


def test_of_two_who_accept_one_wins_and_the_other_is_told(
    at_once, world, new_duty, new_offer, look
):
    duty = new_duty(world.anna, world.free_slot())
    offer = new_offer(duty, world.anna)
    won, lost = at_once((accept, offer, world.bea), (accept, offer, world.carl))
    taker, changes = holder(look, duty)
    assert changes == 1
    name = {world.bea: "Bea", world.carl: "Carl"}[taker]
    assert won == "done"
    assert lost.startswith(f"refused: {name} was quicker and has taken")


def test_the_same_volunteer_takes_no_two_duties_without_rest(
    at_once, world, new_duty, new_offer, look
):
    slot = world.free_slot()
    first, second = new_duty(world.anna, slot), new_duty(world.carl, slot + 1)
    offers = new_offer(first, world.anna), new_offer(second, world.carl)
    won, lost = at_once(*((accept, offer, world.bea) for offer in offers))
    assert won == "done"
    assert lost == "refused: Bea would not have the rest they asked for."
    held = [holder(look, duty)[0] == world.bea for duty in (first, second)]
    assert sorted(held) == [False, True]


def test_accepting_while_the_asker_gives_up_ends_in_one_of_both(
    at_once, world, new_duty, new_offer, look
):
    duty = new_duty(world.anna, world.free_slot())
    offer = new_offer(duty, world.anna)
    won, lost = at_once((accept, offer, world.bea), (release, duty, world.anna))
    taker, changes = holder(look, duty)
    assert won == "done"
    assert changes == 1
    assert ("not your duty any more" in lost) == (taker == world.bea)
    assert ("is no longer asked for" in lost) == (not taker)


def test_nobody_is_asked_about_a_duty_that_is_given_up(at_once, world, new_duty, look):
    duty = new_duty(world.anna, world.free_slot())
    at_once((ask, duty, world.anna), (release, duty, world.anna))
    assert holder(look, duty) == (False, 1)
    states = look(lambda env: env["club.duty"].browse(duty).offer_ids.mapped("state"))
    assert states in ([], ["withdrawn"])


def test_one_duty_is_exchanged_once_for_two_who_want_it(
    at_once, world, new_duty, new_offer, look
):
    slot = world.free_slot()
    wanted = new_duty(world.bea, slot)
    world.free_slot()
    mine, theirs = new_duty(world.anna, slot + 3), new_duty(world.carl, slot + 5)
    offers = (
        new_offer(mine, world.anna, wanted),
        new_offer(theirs, world.carl, wanted),
    )
    won, lost = at_once(*((accept, offer, world.bea) for offer in offers))
    assert won == "done"
    assert "is no longer asked for" in lost
    taker, changes = holder(look, wanted)
    assert changes == 1
    given, kept = (mine, theirs) if taker == world.anna else (theirs, mine)
    assert holder(look, given) == (world.bea, 1)
    assert holder(look, kept)[1] == 0


def test_the_last_two_who_decline_at_once_end_the_question(
    at_once, world, new_duty, new_offer, look
):
    duty = new_duty(world.anna, world.free_slot())
    offer = new_offer(duty, world.anna)
    outcome = at_once((decline, offer, world.bea), (decline, offer, world.carl))
    assert outcome == ["done", "done"]
    assert look(lambda env: env["club.duty.offer"].browse(offer).state) == "declined"


def test_asking_twice_at_once_asks_once(at_once, world, new_duty, look):
    duty = new_duty(world.anna, world.free_slot())
    won, lost = at_once((ask, duty, world.anna), (ask, duty, world.anna))
    assert won == "done"
    assert "asked about" in lost
    assert look(lambda env: len(env["club.duty"].browse(duty).offer_ids)) == 1


def test_two_jobs_at_once_write_each_mail_once(at_once, world, new_duty, look):
    duty = new_duty(world.carl, 5)  # begins in a week
    look(lambda env: env["club.duty.notice"].search([]).unlink())
    at_once((remind, world.company), (remind, world.company))
    rows = look(lambda env: env["club.duty.notice"].search([]).mapped("duty_id.id"))
    assert rows == [duty]
    before = look(lambda env: env["mail.mail"].search_count([]))
    at_once((send,), (send,))
    assert look(lambda env: env["mail.mail"].search_count([])) == before + 1


def test_two_jobs_at_once_log_the_hours_of_a_duty_once(at_once, world, new_duty, look):
    duty = new_duty(world.carl, 0)  # over for three weeks
    at_once((end, world.company), (end, world.company))
    lines = look(
        lambda env: env["club.hours"].search_count(
            [("origin", "=", f"club.duty,{duty}")]
        )
    )
    assert lines == 1
    assert look(lambda env: env["club.duty"].browse(duty).state) == "done"
