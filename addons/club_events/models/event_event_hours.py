from datetime import timedelta

from odoo import api, fields, models
from odoo.addons.club_membership.tools import try_lock
from odoo.fields import Domain
from odoo.tools import SQL

from ..attendance import spans

# What changes whose hours a meeting proposes, and how many.
FACTS = {
    "hours_activity_id",
    "trainer_ids",
    "training_id",
    "commission_id",
    "section_id",
    "date_begin",
    "date_end",
    "date_tz",
    "held_from",
    "held_to",
    "cancelled_on",
}
MOST = 24
CHUNK = 20
# Meetings before Club was there propose nothing.
BACK = timedelta(days=90)


class EventEvent(models.Model):
    """Volunteers' hours of a meeting: proposed once it is over, to who attended.

    Saying it again changes nothing; what turns out otherwise is taken back, as long as
    the person has not answered.
    """

    _inherit = "event.event"

    held_from = fields.Datetime(
        string="Really began", copy=False, help="Empty: as planned."
    )
    held_to = fields.Datetime(
        string="Really ended", copy=False, help="Empty: as planned."
    )
    hours_logged_on = fields.Datetime(readonly=True, copy=False)

    _held_ordered = models.Constraint(
        "CHECK (held_from IS NULL OR held_to IS NULL OR held_to > held_from)",
        "A meeting ends after it began.",
    )
    _hours_waiting = models.Index("(date_end) WHERE hours_logged_on IS NULL")

    def write(self, vals):
        if FACTS & vals.keys() and "hours_logged_on" not in vals:
            vals = {**vals, "hours_logged_on": False}
        return super().write(vals)

    @api.model
    def _cron_log_hours(self):
        """Propose the hours of meetings that are over, a few at a time."""
        # sudo: a nightly job, for every association.
        cron, sudo = self.env["ir.cron"], self.sudo()
        domain = self._hours_due_domain()
        left = cron._commit_progress(0, remaining=sudo.search_count(domain))
        while left:
            events = sudo.search(domain, order="date_end, id", limit=CHUNK)
            events = try_lock(events)
            if not events:
                break
            events._sync_hours()
            left = cron._commit_progress(
                len(events), remaining=sudo.search_count(domain)
            )

    @api.model
    def _hours_due_domain(self):
        now = fields.Datetime.now()
        return (
            Domain("hours_logged_on", "=", False)
            & Domain("company_id", "!=", False)
            & Domain("date_end", "<=", now)
            & Domain("date_end", ">=", now - BACK)
        )

    def _sync_hours(self):
        """Bring the log of hours in line with who attended these meetings."""
        # sudo: a program's proposals; people answer them in their own space.
        for event in self.sudo():
            rows = event.registration_ids.with_context(active_test=False)
            event._sync_hours_of(rows)
            event._sync_trainers()
            event.hours_logged_on = fields.Datetime.now()

    def _sync_hours_of(self, rows):
        """Hours of these registrations of the meeting."""
        wanted = []
        if self._hours_are_due() and self.hours_activity_id:
            trainers = self.trainer_ids
            for row in rows:
                if row._gives_hours() and row.attendee_id not in trainers:
                    wanted += self._hours_values(
                        f"event.registration,{row.id}",
                        row.attendee_id,
                        row.event_slot_id,
                        {"activity_id": self.hours_activity_id.id},
                    )
        self._propose([f"event.registration,{row.id}" for row in rows], wanted)

    def _sync_trainers(self):
        """Hours of who gave a session that took place: somebody attended it."""
        wanted = []
        held = any(row.state == "done" for row in self.registration_ids)
        if held and self._hours_are_due():
            for trainer in self.trainer_ids:
                if self._is_of_association(trainer):
                    wanted += self._hours_values(
                        f"event.event,{self.id}",
                        trainer,
                        self.env["event.slot"],
                        {"activity": "training"},
                    )
        self._propose([f"event.event,{self.id}"], wanted)

    def _hours_are_due(self):
        return self.date_end <= fields.Datetime.now() and not self.cancelled_on

    def _is_of_association(self, person):
        """Whether hours of this person are the association's: a member, or who acts
        for one."""
        day = self._last_local_day()
        own = person.club_membership_ids.filtered(
            lambda m: m.company_id == self.company_id and not m.merged_into_id
        )
        if own.period_ids.filtered(lambda p: p.date_from <= day <= p.date_to):
            return True
        acting = person._club_delegations(day)
        return self.company_id in acting.company_id

    def _hours_values(self, origin, person, slot, activity):
        """One proposal per day of the meeting, or of the part registered for."""
        begin = slot.start_datetime or self.held_from or self.date_begin
        end = slot.end_datetime or self.held_to or self.date_end
        local = self._set_tz_context()
        days = spans.days(
            fields.Datetime.context_timestamp(local, begin),
            fields.Datetime.context_timestamp(local, end),
        )
        told = self.with_context(lang=person.lang or self.company_id.partner_id.lang)
        return [
            {
                **activity,
                "company_id": self.company_id.id,
                "partner_id": person.id,
                "date": day,
                "hours": min(hours, MOST),
                "origin": f"{origin}/{number}" if number else origin,
                "section_id": self.section_id.id,
                "commission_id": self.commission_id.id,
                "description": told.name,
            }
            for number, (day, hours) in enumerate(days)
        ]

    def _propose(self, origins, wanted):
        """Propose these hours, and take back what these origins proposed besides.

        :param origins: of the first day each; later days end in ``/1``, ``/2``…
        :param wanted: values for ``club.hours._log``
        """
        if not origins or not self.company_id:
            return
        hours = self.env["club.hours"]
        hours.flush_model()
        known = self.env.execute_query(
            SQL(
                "SELECT DISTINCT origin, partner_id FROM club_hours "
                "WHERE company_id = %s AND split_part(origin, '/', 1) IN %s",
                self.company_id.id,
                tuple(origins),
            )
        )
        right = {(values["origin"], values["partner_id"]) for values in wanted}
        wrong = {origin for origin, person in known if (origin, person) not in right}
        if wrong:
            hours._retract(wrong, self.company_id)
        hours._log(wanted)
