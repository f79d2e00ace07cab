from odoo import api, fields, models
from odoo.addons.club_membership.tools import try_lock
from odoo.exceptions import UserError
from odoo.fields import Domain


class ClubMeetingRequest(models.Model):
    """A member asks for a meeting of a cycle that is held on request."""

    _name = "club.meeting.request"
    _description = "Request for a Meeting"
    _inherit = ["mail.thread"]
    _order = "id desc"
    _rec_name = "wish"
    _check_company_auto = True

    cycle_id = fields.Many2one(
        "club.meeting.cycle",
        string="Meeting cycle",
        required=True,
        index=True,
        ondelete="cascade",
        domain="[('rhythm', '=', 'request')]",
    )
    company_id = fields.Many2one(related="cycle_id.company_id", store=True, index=True)
    section_id = fields.Many2one(
        related="cycle_id.section_id", store=True, index="btree_not_null"
    )
    asker_id = fields.Many2one(
        "res.partner",
        string="Asked by",
        required=True,
        index=True,
        ondelete="restrict",
        domain="[('is_company', '=', False)]",
    )
    membership_id = fields.Many2one(
        "club.membership",
        string="For",
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
        help="The membership in whose name it is asked.",
    )
    wish = fields.Text(required=True, help="What it is about, when, for how many.")
    date = fields.Date(string="Planned on", help="The day that the office chooses.")
    answer = fields.Char(help="The person reads it when the request is declined.")
    state = fields.Selection(
        [("asked", "Asked"), ("planned", "Planned"), ("declined", "Declined")],
        required=True,
        default="asked",
        index=True,
        readonly=True,
        copy=False,
        tracking=True,
    )
    event_id = fields.Many2one(
        "event.event",
        string="Meeting",
        index="btree_not_null",
        ondelete="set null",
        readonly=True,
        copy=False,
    )

    _one_open = models.UniqueIndex(
        "(cycle_id, asker_id) WHERE state = 'asked'",
        "You asked for such a meeting already: the office answers soon.",
    )

    def action_plan(self):
        """Make the meeting on the day chosen; its asker hears of it once announced."""
        for request in self:
            request._plan()
        return self[:1]._open_event()

    def _plan(self):
        self.ensure_one()
        self._check_asked()
        if not self.date or self.date <= self.company_id._club_today():
            raise UserError(
                self.env._("Choose a day to come, then plan the meeting on it.")
            )
        self.event_id = self.cycle_id._plan_one(self.date)
        self.state = "planned"

    def action_decline(self):
        """Say no, with the answer that the person reads."""
        for request in self:
            request._check_asked()
            if not request.answer:
                raise UserError(
                    self.env._("Write an answer first: the person reads it.")
                )
            request.state = "declined"
            request._tell_declined()

    def _check_asked(self):
        if self.state != "asked":
            raise UserError(self.env._("This request is answered already."))

    def _tell_declined(self):
        person, company = self.asker_id, self.company_id
        if not person._club_is_reachable():
            return
        told = self.with_context(lang=person.lang or company.partner_id.lang)
        content = {
            "lines": [
                told.env._(
                    "The meeting that you asked for (%s) cannot be held.",
                    told.cycle_id.name,
                ),
                self.answer,
            ]
        }
        told.env["club.portal.mail"]._compose(
            "club_events.mail_meeting",
            {"name": person.name, "content": content},
            told.env._("Your request for a meeting"),
            company,
            person.email_formatted,
        )

    def _open_event(self):
        return {
            "type": "ir.actions.act_window",
            "res_model": "event.event",
            "res_id": self.event_id.id,
            "views": [
                (self.env.ref("club_events.club_event_view_form").id, "form"),
            ],
        }

    @api.model
    def _askable(self, space):
        """Cycles on request that this space may ask a meeting of.

        :param space: a ``Space``
        """
        seats = space.seats.filtered(lambda row: row.state == "active")
        mine = Domain("commission_id", "in", seats.commission_id.ids)
        if space.standing:
            mine |= Domain("commission_id", "=", False) & Domain(
                "company_id", "in", space.standing.company_id.ids
            )
        # sudo: members have no right on cycles; these are for them.
        cycles = self.env["club.meeting.cycle"].sudo()
        today = fields.Date.context_today(self)
        return cycles.search(
            mine
            & Domain("rhythm", "=", "request")
            & Domain("programme_id.state", "=", "announced")
            & Domain("programme_id.date_end", ">=", today)
        )

    @api.model
    def _ask(self, space, cycle, wish):
        """Ask for a meeting.

        :param space: the ``Space`` of who asks
        :param cycle: one of ``_askable``
        :param wish: what it is about, when, for how many; plain text
        :raises UserError: nothing is said, or the same was asked already
        """
        wish = (wish or "").strip()[:2000]
        if not wish:
            raise UserError(
                self.env._("Say what the meeting is about, when, and for how many.")
            )
        # sudo: a member asks; the office answers.
        requests = self.sudo()
        waiting = Domain("cycle_id", "=", cycle.id) & Domain(
            "asker_id", "=", space.person.id
        )
        if requests.search_count(waiting & Domain("state", "=", "asked")):
            raise UserError(
                self.env._(
                    "You asked for such a meeting already: the office answers soon."
                )
            )
        standing = space.standing.filtered(lambda m: m.company_id == cycle.company_id)
        return requests.create(
            {
                "cycle_id": cycle.id,
                "asker_id": space.person.id,
                "membership_id": standing[:1].id,
                "wish": wish,
            }
        )


class ClubMeetingCycle(models.Model):
    _inherit = "club.meeting.cycle"

    def _plan_one(self, day):
        """One more meeting of this cycle, on this day.

        :return: the new event.event, not announced
        """
        self.ensure_one()
        if not try_lock(self.programme_id):
            raise UserError(
                self.env._(
                    "%s is being planned at this moment: look again in a minute.",
                    self.programme_id.name,
                )
            )
        events = self.env["event.event"].with_context(active_test=False)
        last = events.search(
            [("cycle_id", "=", self.id)], order="cycle_number desc", limit=1
        )
        values = self._prepare_event_values_on(day, last.cycle_number + 1)
        return self.env["event.event"]._make_planned([{**values, "day_is_chosen": 1}])


class EventEvent(models.Model):
    _inherit = "event.event"

    request_ids = fields.One2many("club.meeting.request", "event_id")

    def _audience(self):
        """Who asked for the meeting is told of it as well."""
        # sudo: requests are the office's; the asker is told.
        return super()._audience() | self.sudo().request_ids.asker_id
