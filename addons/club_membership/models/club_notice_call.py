from odoo import fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain


class ClubDuesCall(models.Model):
    """The call's side of notices: counts, letters and reminders."""

    _inherit = "club.dues.call"

    notice_waiting_count = fields.Integer(
        string="Notices to send", compute="_compute_notice_counts"
    )
    letter_count = fields.Integer(
        string="Letters to print", compute="_compute_notice_counts"
    )
    reminder_count = fields.Integer(
        string="Payers to remind",
        compute="_compute_reminder_count",
        help="Payers whom a reminder sent now would reach.",
    )

    def _compute_notice_counts(self):
        counts = self.env["club.notice"]._read_group(
            [("call_id", "in", self.ids)], ["call_id", "state"], ["__count"]
        )
        for call in self:
            mine = {
                state: count for owner, state, count in counts if owner == call._origin
            }
            call.notice_waiting_count = mine.get("to_send", 0)
            call.letter_count = mine.get("to_print", 0) + mine.get("bounced", 0)

    def _compute_reminder_count(self):
        levels = self.env["club.reminder.level"]
        for call in self:
            call.reminder_count = (
                len(levels._payers_to_remind(call._origin))
                if call.state == "done"
                else 0
            )

    def _run_finish(self):
        result = super()._run_finish()
        # Only now does each payer's notice name everybody they pay for.
        self.env["club.notice"]._trigger_sending()
        return result

    def action_view_notices(self):
        self.ensure_one()
        return {
            **self.env["ir.actions.act_window"]._for_xml_id(
                "club_membership.club_notice_action"
            ),
            "domain": [("call_id", "=", self.id)],
            "context": {},
        }

    def action_view_letters(self):
        """Name those whom no e-mail reaches and whose letter is not printed yet."""
        action = self.action_view_notices()
        domain = Domain(action["domain"]) & self.notice_ids._to_print_domain()
        return {**action, "domain": list(domain)}

    def action_print_letters(self):
        """Print the letters of whom no e-mail reaches; a second click reprints none."""
        self.ensure_one()
        notices = self.env["club.notice"].search(
            Domain("call_id", "=", self.id) & self.notice_ids._to_print_domain()
        )
        if not notices:
            raise UserError(
                self.env._(
                    "%s: no letter is waiting. Letters printed before can be printed "
                    "again from the list of notices.",
                    self.name,
                )
            )
        return notices.action_print_letters()

    def action_view_payers_to_remind(self):
        """Name those whom a reminder sent now would reach."""
        self.ensure_one()
        payer_ids = self.env["club.reminder.level"]._payers_to_remind(self)
        domain = [("id", "in", payer_ids)]
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Payers to remind"),
            "res_model": "res.partner",
            "view_mode": "list,form",
            "domain": domain,
        }

    def action_send_reminders(self):
        """Send the reminders that are due now, without waiting for the night."""
        self.check_access("write")
        count = sum(self.env["club.reminder.level"]._remind(call) for call in self)
        if not count:
            message = self.env._("Nobody is to be reminded today.")
        else:
            message = self.env._(
                "%(count)s payers are being reminded; letters wait to be printed.",
                count=count,
            )
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "message": message,
                "type": "success" if count else "info",
                "next": {"type": "ir.actions.act_window_close"},
            },
        }
