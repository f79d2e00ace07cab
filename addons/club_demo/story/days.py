"""Steps of requests happen today; a story of the past sets them on their day."""

from contextlib import contextmanager

from odoo.tools import SQL

# What keeps the day it was written on, which nobody may write by hand.
DATED = {
    "club_request_event": "date",
    "club_request": "create_date",
    "club_dossier": "released_on",
    "club_vendor_answer": "date",
}


@contextmanager
def happened(story, day):
    """What is written inside happened on this day.

    :param story: the ``Story``
    :param day: a date, not in the future
    """
    story.env.flush_all()
    last = {table: _last(story, table) for table in DATED}
    yield
    story.env.flush_all()
    for table, column in DATED.items():
        story.env.cr.execute(
            SQL(
                "UPDATE %s SET %s = %s WHERE id > %s",
                SQL.identifier(table),
                SQL.identifier(column),
                day,
                last[table],
            )
        )
    story.env.invalidate_all()


def _last(story, table):
    query = SQL("SELECT COALESCE(MAX(id), 0) FROM %s", SQL.identifier(table))
    [[last]] = story.env.execute_query(query)
    return last


def spread(story):
    """Members came to support requests and to report pains one after the other."""
    story.env.flush_all()
    story.env.cr.execute(
        SQL(
            """
            UPDATE club_request_support s
               SET date = LEAST(%s, r.create_date::date + s.id * 37 %% 200)
              FROM club_request r WHERE r.id = s.request_id;
            UPDATE club_pain_report SET date = %s::date - id * 37 %% 300
            """,
            story.today,
            story.today,
        )
    )
    story.env.invalidate_all()
