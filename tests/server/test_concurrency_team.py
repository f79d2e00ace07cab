"""Two people who want the last seat of a team at the same instant."""

from datetime import date, timedelta

import pytest

from tests.server.crash import stop_jobs

SEATS = 3
TAKEN = "All 3 seats of {} are taken: buy more or free one."


def invite(env, membership, name):
    """Invite somebody, as a team manager does."""
    env["club.membership"].browse(membership)._invite(f"{name}@team.example", name)


def accept(env, invitation, person):
    """Answer an invitation, as whoever holds its link does."""
    person = env["res.partner"].browse(person)
    env["club.invitation"].browse(invitation)._accept(person)


def order(env, membership, seen):
    """Confirm an order of one seat, from a page that showed so many."""
    env["club.membership"].browse(membership)._order_seats(1, seen=seen)


def end(env, delegation):
    """Leave a team."""
    env["club.delegation"].browse(delegation)._end()


@pytest.fixture(scope="module")
def found(open_env, database):
    """The association of this file: its company and a type priced by seat, as ids."""
    with open_env(database) as env:
        stop_jobs(env)
        company = env["res.company"].create({"name": "Race club"})
        kind = env["club.membership.type"].create(
            {
                "name": "Team",
                "company_id": company.id,
                "member_kind": "organisation",
                "price_model": "seats",
                "price_ids": [
                    (0, 0, {"date_from": "2020-01-01", "seats_included": SEATS})
                ],
            }
        )
        return company.id, kind.id


@pytest.fixture
def new_team(open_env, database, found):
    """Function: a member organisation with so many seats taken; its membership's id."""

    def make(name, taken):
        company, kind = found
        with open_env(database) as env:
            partners = env["res.partner"].create(
                [
                    {"name": name, "is_company": True},
                    *({"name": f"{name} {n}"} for n in range(taken)),
                ]
            )
            root = env["res.company"].browse(company)._club_root_section()
            today = date.today()
            [membership] = env["club.membership"]._bulk_create(
                [
                    {
                        "partner_id": partners[0].id,
                        "company_id": company,
                        "section_id": root.id,
                        "type_id": kind,
                        "date_from": (today - timedelta(days=30)).isoformat(),
                        "date_to": (today + timedelta(days=300)).isoformat(),
                        "confirmed": True,
                    }
                ]
            )
            for person in partners[1:]:
                membership._name_to_team(person, "seat")
            return membership.id

    return make


def figures(open_env, database, membership):
    """What the page says of a team's seats; each seat has one holder."""
    with open_env(database) as env:
        team = env["club.membership"].browse(membership)
        held = env["club.seat"].search([("membership_id", "=", membership)])
        said = team._seat_figures()
        assert len(held) == said["limit"]
        assert len(held.delegation_id) == said["used"]
        assert len(held.invitation_id) == said["pending"]
        return said["used"], said["pending"], said["free"]


def test_two_simultaneous_invitations_for_the_last_seat_one_wins(
    at_once,
    open_env,
    database,
    new_team,
):
    team = new_team("Last", SEATS - 1)
    outcome = at_once((invite, team, "one"), (invite, team, "two"))
    assert outcome == ["done", f"refused: {TAKEN.format('Last')}"]
    assert figures(open_env, database, team) == (SEATS - 1, 1, 0)


def test_first_invitations_of_a_team_all_find_a_seat(
    at_once,
    open_env,
    database,
    new_team,
):
    # No seat exists as a row yet: both make them.
    team = new_team("First", 0)
    outcome = at_once((invite, team, "one"), (invite, team, "two"))
    assert outcome == ["done", "done"]
    assert figures(open_env, database, team) == (0, 2, SEATS - 2)


def test_invitation_answered_twice_at_once_seats_one_person(
    at_once,
    open_env,
    database,
    new_team,
):
    team = new_team("Twice", 0)
    with open_env(database) as env:
        invitation = env["club.membership"].browse(team)._invite("a@b.example", "A")
        people = env["res.partner"].create([{"name": "A"}, {"name": "B"}])
        tasks = [(accept, invitation.id, person.id) for person in people]
    outcome = at_once(*tasks)
    assert outcome == [
        "done",
        "refused: This invitation to the team of Twice was used already.",
    ]
    assert figures(open_env, database, team) == (1, 0, SEATS - 1)


def test_order_confirmed_twice_at_once_buys_once(
    at_once,
    open_env,
    database,
    new_team,
):
    team = new_team("Order", 0)
    outcome = at_once((order, team, SEATS), (order, team, SEATS))
    assert outcome[0] == "done"
    assert "has 4 seats by now" in outcome[1]
    with open_env(database) as env:
        assert env["club.membership"].browse(team).seats == SEATS + 1


def test_two_last_managers_leaving_at_once_leave_one(
    at_once,
    open_env,
    database,
    new_team,
):
    team = new_team("Managers", 0)
    with open_env(database) as env:
        people = env["res.partner"].create([{"name": "A"}, {"name": "B"}])
        membership = env["club.membership"].browse(team)
        rows = [membership._name_to_team(person, "manager").id for person in people]
    outcome = at_once(*((end, row) for row in rows))
    assert outcome[0] == "done"
    assert "would have no team manager left" in outcome[1]
