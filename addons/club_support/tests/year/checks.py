"""What must be true at every step, asked of the tables, not of the code under test."""

import re
from collections import Counter

from odoo.tools import SQL, email_normalize

from .calendar import local_day, working_hours

STEP_HOURS = 8.0
MARK = re.compile(r"\b([QAN])-(\d+)-")
# A hundredth of an hour: seconds are cut here and there.
CLOSE = 0.01
WEEKDAYS = (
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
)


class Checks:
    """Finds what is wrong, and goes on.

    :ivar found: (kind, what) of each thing that is wrong
    :ivar steps: how many steps were looked at
    :ivar mails: how many mails were
    """

    def __init__(self, world, ledger, questions):
        self.world, self.ledger, self.questions = world, ledger, questions
        self.env = world.env
        self.found, self.steps, self.mails = [], 0, 0
        self.due, self.told = [], set()

    def count(self, kind):
        """How many things of this kind are wrong."""
        return Counter(each for each, _what in self.found)[kind]

    def _report(self, kind, query, what):
        for row in self.env.execute_query(query):
            self.found.append((kind, f"{what}: {row}"))

    def asked(self, ticket, now):
        """A new question has somebody at once, and eight working hours to go."""
        self._owners(now, ticket.ids)
        hours = working_hours(now, ticket.deadline)
        if abs(hours - STEP_HOURS) > CLOSE:
            self.found.append(("late", f"{ticket.number}: {hours} hours at {now}"))

    def before_escalation(self, now):
        """Remember what is due: it has to move."""
        self.due = self.env.execute_query(
            SQL(
                "SELECT id, owner_id FROM club_ticket WHERE company_id = %s AND state "
                "IN ('new', 'open', 'waiting') AND deadline <= %s",
                self.world.company.id,
                now,
            )
        )

    def after_escalation(self, now):
        """Everything at this moment."""
        self.steps += 1
        self._owners(now)
        self._deadlines(now)
        self._moved(now)
        self._duties(now)
        self._holders()

    def _owners(self, now, ids=None):
        """Each open question has an owner who can be reached."""
        today = local_day(now)
        query = SQL(
            """
            SELECT t.number, p.name, t.step, %(now)s
              FROM club_ticket t
              LEFT JOIN res_partner p ON p.id = t.owner_id
              LEFT JOIN club_volunteer v
                ON v.partner_id = p.id AND v.company_id = t.company_id
             WHERE t.company_id = %(company)s
               AND t.state IN ('new', 'open', 'waiting') %(only)s
               AND (p.id IS NULL OR NOT p.active OR p.club_deceased_on IS NOT NULL
                    OR p.id = t.partner_id
                    OR v.id IS DISTINCT FROM t.volunteer_id
                    OR (v.id IS NULL AND p.id <> %(boss)s)
                    OR (p.email_normalized IS NULL AND NOT EXISTS (
                        SELECT FROM res_users u WHERE u.partner_id = p.id AND u.active
                    ))
                    OR v.date_start > %(today)s OR v.date_end < %(today)s OR v.%(off)s
                    OR EXISTS (
                        SELECT FROM club_volunteer_absence a
                         WHERE a.volunteer_id = v.id AND a.kind = 'away'
                           AND %(today)s BETWEEN a.date_from AND a.date_to
                    ))
            """,
            now=now,
            company=self.world.company.id,
            boss=self.world.boss.id,
            today=today,
            off=SQL.identifier(f"{WEEKDAYS[today.weekday()]}_off"),
            only=SQL("AND t.id = ANY(%s)", ids) if ids else SQL(),
        )
        self._report("owner", query, "no reachable owner")

    def _deadlines(self, now):
        """What waits for an answer has its moment, neither past nor far away."""
        rows = self.env.execute_query(
            SQL(
                "SELECT number, state, deadline FROM club_ticket WHERE company_id = %s "
                "AND state IN ('new', 'open', 'waiting') "
                "AND (state = 'new' OR deadline IS NOT NULL)",
                self.world.company.id,
            )
        )
        for number, state, deadline in rows:
            hours = working_hours(now, deadline) if deadline else -1
            if not deadline or deadline <= now or hours > STEP_HOURS + CLOSE:
                what = f"{number} ({state}): {deadline} at {now}"
                self.found.append(("late", what))

    def _moved(self, now):
        """What was due has another owner, or its owner has been reminded."""
        if not self.due:
            return
        rows = self.env.execute_query(
            SQL(
                "SELECT id, owner_id, reminded_at = %s FROM club_ticket "
                "WHERE id = ANY(%s)",
                now,
                [row[0] for row in self.due],
            )
        )
        before = dict(self.due)
        for ticket_id, owner_id, reminded in rows:
            if owner_id == before[ticket_id] and not reminded:
                self.found.append(("late", f"{ticket_id} was due at {now}: unmoved"))

    def _duties(self, now):
        """Nobody is in two places; nobody serves while away unless they said so."""
        self._report(
            "duty",
            SQL(
                """
                SELECT a.id, b.id FROM club_duty a JOIN club_duty b
                    ON a.volunteer_id = b.volunteer_id AND a.id < b.id
                   AND a.date_start <= b.date_end AND b.date_start <= a.date_end
                 WHERE a.state IN ('published', 'confirmed', 'done')
                   AND b.state IN ('published', 'confirmed', 'done')
                """
            ),
            "two duties at a time",
        )
        self._report(
            "duty",
            SQL(
                """
                SELECT d.id, d.partner_id, d.date_start, %(today)s
                  FROM club_duty d JOIN club_volunteer v ON v.id = d.volunteer_id
                 WHERE d.company_id = %(company)s AND NOT d.id = ANY(%(kept)s)
                   AND d.state IN ('published', 'confirmed')
                   AND %(today)s BETWEEN d.date_start AND d.date_end
                   AND (v.date_end < %(today)s OR EXISTS (
                        SELECT FROM club_volunteer_absence a
                         WHERE a.volunteer_id = d.volunteer_id AND a.kind = 'away'
                           AND %(today)s BETWEEN a.date_from AND a.date_to
                   ))
                """,
                today=local_day(now),
                company=self.world.company.id,
                kept=list(self.ledger.kept),
            ),
            "serves while away",
        )

    def _holders(self):
        """Each duty is in the hands that took it."""
        rows = self.env.execute_query(
            SQL(
                "SELECT id, volunteer_id, state FROM club_duty WHERE company_id = %s",
                self.world.company.id,
            )
        )
        for duty_id, volunteer_id, state in rows:
            holder = self.ledger.holders[duty_id]
            is_done = duty_id in self.ledger.done and bool(holder)
            if (volunteer_id or False) != holder or (state == "done") != is_done:
                what = f"duty {duty_id}: {volunteer_id}, {state}; expected {holder}"
                self.found.append(("duty", what))

    def before_notices(self):
        """Remember who is to be told about duties now."""
        waiting = self.env["club.duty.notice"].search([("state", "=", "to_send")])
        people = waiting.partner_id
        coordinators = self.world.coordinators
        for row in waiting:
            above = coordinators.get(row.duty_id.section_id, self.world.boss)
            if not row.partner_id.email:
                people |= above  # who tells them by telephone
            allowed = {*self.ledger.involved[row.duty_id.id], above.id}
            if row.partner_id.id not in allowed:
                what = f"{row.level} about {row.duty_id.display_name}"
                self.found.append(("mail", f"{what} to {row.partner_id.name}"))
        self.told = {email_normalize(person.email or "") for person in people}

    def post(self):
        """Look at all new mails, and take them out of the queue."""
        mails = self.env["mail.mail"].search([])
        for mail in mails:
            self.mails += 1
            if mail.model == "club.ticket":
                self._question_mail(mail)
            elif email_normalize(mail.email_to or "") not in self.told:
                self.found.append(("mail", f"{mail.subject} to {mail.email_to}"))
        mails.unlink()

    def _question_mail(self, mail):
        ticket = self.env["club.ticket"].browse(mail.res_id)
        owners = ticket.owner_id | ticket.step_ids.partner_id
        to = mail.recipient_ids
        if mail.email_to or len(to) != 1 or to not in owners | ticket.partner_id:
            self.found.append(("mail", f"{mail.subject} to {to.ids} {mail.email_to}"))
        number = str(self.questions.marks[ticket.id])
        for kind, mark in MARK.findall(mail.body_html or ""):
            if mark != number:
                self.found.append(("mail", f"{mail.subject} tells of {mark}"))
            if kind == "N" and to == ticket.partner_id:
                self.found.append(("mail", f"{mail.subject} shows a note"))
            if kind == "A" and to != ticket.partner_id:
                self.found.append(("mail", f"{mail.subject}: answer to {to.ids}"))

    def hours(self):
        """Compare the log of hours with what happened, person by person.

        :return: minutes that differ, all people together
        """
        rows = self.env.execute_query(
            SQL(
                "SELECT partner_id, sum(hours) * 60 FROM club_hours WHERE company_id "
                "= %s AND state IN ('proposed', 'confirmed') GROUP BY 1",
                self.world.company.id,
            )
        )
        logged = {person: round(minutes) for person, minutes in rows}
        people = {*logged, *self.ledger.minutes}
        different = 0
        for person in sorted(people):
            pair = logged.get(person, 0), self.ledger.minutes[person]
            if pair[0] != pair[1]:
                different += abs(pair[0] - pair[1])
                self.found.append(("hours", f"person {person}: {pair} minutes"))
        return different
