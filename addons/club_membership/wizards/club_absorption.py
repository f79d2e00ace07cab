from odoo import api, fields, models
from odoo.exceptions import UserError


class ClubAbsorption(models.TransientModel):
    """One member organisation becomes part of another: one member, one vote left."""

    _name = "club.absorption"
    _description = "Absorption of an Organisation"

    company_id = fields.Many2one(
        "res.company", required=True, default=lambda s: s.env.company
    )
    absorbed_id = fields.Many2one(
        "club.membership",
        string="Absorbed organisation",
        required=True,
        domain="[('partner_id.is_company', '=', True), ('is_member', '=', True)]",
        check_company=True,
    )
    absorbing_id = fields.Many2one(
        "club.membership",
        string="Part of",
        required=True,
        domain="[('partner_id.is_company', '=', True), ('is_member', '=', True),"
        " ('id', '!=', absorbed_id)]",
        check_company=True,
    )
    date = fields.Date(
        required=True,
        default=fields.Date.context_today,
        help="First day on which it is no longer a member of its own.",
    )
    reason = fields.Char()
    people_count = fields.Integer(compute="_compute_counts")
    seat_count = fields.Integer(string="Seats afterwards", compute="_compute_counts")
    has_seats = fields.Boolean(compute="_compute_counts")

    @api.depends("absorbed_id", "absorbing_id")
    def _compute_counts(self):
        for form in self:
            absorbed, absorbing = form.absorbed_id, form.absorbing_id
            form.people_count = len(absorbed._team_on().partner_id)
            limits = [m._places("seat") for m in (absorbed, absorbing) if m]
            form.has_seats = bool(absorbing) and absorbing._places("seat") is not None
            form.seat_count = sum(limit or 0 for limit in limits)

    def action_apply(self):
        """Close the absorbed membership; its people sit with the other one."""
        self.ensure_one()
        self.absorbed_id._absorb_into(self.absorbing_id, self.date, self.reason)
        return {
            "type": "ir.actions.act_window",
            "res_model": "club.membership",
            "res_id": self.absorbing_id.id,
            "view_mode": "form",
        }


class ClubMembership(models.Model):
    _inherit = "club.membership"

    absorbed_into_id = fields.Many2one(
        "club.membership", readonly=True, copy=False, ondelete="restrict"
    )

    def _absorb_into(self, other, day, reason=None):
        """Become part of ``other`` from ``day`` on.

        This membership is closed as absorbed; its seats are added to the other's, its
        people become seat holders there, who keeps its own delegates: one vote. What
        was booked, who paid it and who was a member before that day stay as they
        were; what is still owed stays owed, and the other one pays it.

        :param other: the membership that goes on
        :param day: first day on which this one is no member any more
        :raises UserError: they are one, of two associations, or one is no member
        """
        self.ensure_one()
        (self | other).check_access("write")
        self._check_absorbable(other)
        if day > fields.Date.context_today(self):
            # Seats, domains and commissions change hands at once.
            raise UserError(self.env._("Choose today or an earlier day."))
        # sudo: seats, delegations and closings are written by events, never by hand.
        mine, other = self.sudo(), other.sudo()
        seats, theirs = mine._places("seat"), other._places("seat")
        team = mine._team_on(day)
        team._moved_to(other)
        domains = mine.email_domain_ids
        mine._close("absorbed", day, reason)
        mine.write({"absorbed_into_id": other.id, "payer_id": other.partner_id.id})
        if theirs is not None:
            other.seats = theirs + (seats or 0)
        domains.write({"membership_id": other.id})
        left_out = other._take_over_team(team, day)
        for person in left_out.filtered(lambda p: not other._has_in_team(p, day)):
            # Who does not act for it sits nowhere in its name.
            other._commission_seats_end(
                day, self.env._("No seat was left for %s.", person.name), person
            )
        owed = mine.due_ids.filtered(lambda due: due.residual > 0)
        if owed:
            owed._change_payer(
                other.partner_id, reason or self.env._("Part of %s", other.display_name)
            )
        other._note_absorption(mine, left_out)

    def _check_absorbable(self, other):
        if self == other or self.company_id != other.company_id:
            raise UserError(
                self.env._("Choose two organisations of the same association.")
            )
        for membership in (self, other):
            membership._check_team_open()

    def _take_over_team(self, team, day):
        """Make the people of these delegations seat holders here.

        :return: those for whom no seat was left, who had none before either
        """
        left_out = self.env["res.partner"]
        # Who held a seat comes first: the seats they sat on came with them.
        ordered = team.sorted(lambda d: (d.role != "seat", d.id))
        for person, rows in ordered.grouped("partner_id").items():
            try:
                with self.env.cr.savepoint():
                    self._name_to_team(
                        person, "seat", email=rows.filtered("email")[:1].email, day=day
                    )
            except UserError:
                left_out |= person
        return left_out

    def _note_absorption(self, absorbed, left_out):
        body = self.env._(
            "%(name)s (number %(number)s) is part of this member now.",
            name=absorbed.partner_id.name,
            number=absorbed.number,
        )
        if left_out:
            body += " " + self.env._(
                "No seat was left for %s.", ", ".join(left_out.mapped("name"))
            )
        self.message_post(body=body)
