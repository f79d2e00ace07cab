"""Calls for dues: the newcomers', the yearly campaigns, next year's preview."""

from datetime import date, timedelta

from . import payments

ONE_DAY = timedelta(days=1)


def plan(story):
    """Put the two yearly campaigns on the calendar: each calls all who renew."""
    paid = ((30, 0.5), (75, 0.3), (150, 0.14))
    story.on(story.day(-1, 1, 8), _campaign, -1, story.day(-1, 3, 31), paid)
    # In the first weeks of a year it went out at the end of the year before.
    day = min(story.day(0, 1, 8), story.ago(35))
    # Half of this year's dues came in, spread over the time there was.
    elapsed = (story.today - day).days
    paid = tuple((elapsed * part // 5, 0.125) for part in range(1, 5))
    story.on(day, _campaign, 0, _current_due_date(story), paid)


def _current_due_date(story):
    """The end of the month before last: overdue, and still in the days of grace."""
    first = story.today.replace(day=1)
    last_month = (first - ONE_DAY).replace(day=1)
    return max(last_month - ONE_DAY, date(story.today.year, 2, 28))


def _campaign(story, day, year, due_date, paid):
    call(
        story,
        story.members.filtered(lambda m: not m.closing and m.period_ids),
        name=f"Appel de cotisations {story.today.year + year}",
        day=day,
        due_date=due_date,
        term=(story.day(year, 1, 1), story.day(year, 12, 31)),
        paid=paid,
    )


def call(story, memberships, name, day, due_date, term, paid):
    """Make a call, run it, and plan its payments.

    :param term: first and last day on which the periods called begin
    :param paid: pairs of days after the call and share of the payers who pay then
    """
    record = story.env["club.dues.call"].create(
        {
            "name": name,
            "company_id": story.company.id,
            "date": day,
            "due_date": due_date,
            "term_from": term[0],
            "term_to": term[1],
            "include_unreachable": True,
        }
    )
    # The members by name: a call of the past must not look at their status of today.
    record._stage_lines(memberships.ids)
    if len(memberships) > 40:
        story.analyze()
    record._run_now()
    _were_told(record)
    payments.plan(story, record, day, paid)
    return record


def _were_told(call):
    """Its notices went out on its day; nothing of the past is to be sent now."""
    for notice_state, channel in (("sent", "email"), ("printed", "letter")):
        call.notice_ids.filtered(lambda n, c=channel: n.channel == c).write(
            {"state": notice_state, "date": call.date}
        )


def preview_next_year(story):
    """Next year's call stands ready, with a few anomalies to put right first."""
    year = story.today.year + 1
    renewing = story.members.filtered("is_member")
    renewing.filtered("headcount")[0].headcount = 0
    renewing.filtered("chosen_amount")[0].chosen_amount = 0
    unreachable = renewing.filtered(
        lambda m: m.type_id == story.types["IND"] and not m.email and not m.payer_id
    )
    unreachable[:2].partner_id.write({"street": False, "zip": False, "city": False})
    story.env["club.dues.call"].create(
        {
            "name": f"Appel de cotisations {year}",
            "company_id": story.company.id,
            "date": story.today,
            "due_date": date(year, 3, 31),
            "term_from": date(year, 1, 1),
            "term_to": date(year, 12, 31),
        }
    ).action_preview()
