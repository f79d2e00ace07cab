from odoo import api, fields, models
from odoo.exceptions import UserError


class ClubLetterFollowup(models.Model):
    """One thing to do after a letter or its answer: what, who, until when."""

    _name = "club.letter.followup"
    _description = "Follow-up of a Letter"
    _order = "letter_id, until, id"

    letter_id = fields.Many2one(
        "club.letter", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="letter_id.company_id", store=True)
    name = fields.Char(string="What", required=True)
    user_id = fields.Many2one(
        "res.users", string="Who", domain="[('share', '=', False)]"
    )
    until = fields.Date(help="The last day, included.")
    done_on = fields.Date(copy=False)
    reminded_for = fields.Date(readonly=True, copy=False)

    def write(self, vals):
        self._check_open(self.letter_id)
        return super().write(vals)

    @api.model_create_multi
    def create(self, vals_list):
        followups = super().create(vals_list)
        self._check_open(followups.letter_id)
        return followups

    def _check_open(self, letters):
        for letter in letters:
            if letter.state in ("done", "dropped"):
                raise UserError(
                    self.env._(
                        "%s is closed: nothing is followed up any more.",
                        letter.display_name,
                    )
                )

    def action_done(self):
        """It is done, today."""
        self.check_access("write")
        for followup in self.filtered(lambda f: not f.done_on):
            followup.done_on = followup.company_id._club_today()


class ClubLetter(models.Model):
    """Reminders of late answers and follow-ups, once for each date."""

    _inherit = "club.letter"

    @api.model
    def _cron_remind(self):
        """Remind the bureau of what is overdue; a second run finds nothing to do."""
        for company in self.env["res.company"]._club_all():
            today = company._club_today()
            late = self.search(
                [
                    ("company_id", "=", company.id),
                    ("state", "=", "sent"),
                    ("due_on", "<", today),
                ]
            )
            for letter in late.filtered(lambda one: one.reminded_for != one.due_on):
                letter._remind(
                    letter.user_id, letter.due_on, self.env._("The answer is overdue")
                )
                letter.reminded_for = letter.due_on
            followups = self.env["club.letter.followup"].search(
                [
                    ("company_id", "=", company.id),
                    ("letter_id.state", "in", ("sent", "answered")),
                    ("done_on", "=", False),
                    ("until", "<", today),
                ]
            )
            for one in followups.filtered(lambda f: f.reminded_for != f.until):
                one.letter_id._remind(
                    one.user_id or one.letter_id.user_id, one.until, one.name
                )
                one.reminded_for = one.until

    def _remind(self, user, day, summary):
        """An activity for who follows the letter, else for the office's people."""
        for one in self._reminded_users(user):
            self.activity_schedule(
                "mail.mail_activity_data_todo",
                date_deadline=day,
                summary=summary,
                user_id=one.id,
            )

    def _reminded_users(self, user):
        """``user`` if they may still write letters here, else the secretaries."""
        group = "club_membership.group_club_secretary"
        if (
            user.active
            and user.has_group(group)
            and self.company_id in user.company_ids
        ):
            return user
        return (
            self.env.ref(group)
            .all_user_ids.filtered(
                lambda u: u.active and not u.share and self.company_id in u.company_ids
            )
            .sorted("id")
        )

    def _forget_reminders(self):
        # sudo: the activities may be a colleague's; what they asked for is settled.
        self.sudo().activity_unlink(["mail.mail_activity_data_todo"])
