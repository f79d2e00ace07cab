from odoo import api, fields, models


class ResPartner(models.Model):
    """What a person learned: sessions attended and certificates."""

    _inherit = "res.partner"

    club_certificate_ids = fields.One2many(
        "club.training.certificate", "partner_id", string="Training certificates"
    )
    club_certificate_count = fields.Integer(
        compute="_compute_club_certificate_count", string="Certificates held"
    )
    club_session_count = fields.Integer(
        compute="_compute_club_session_count", string="Sessions attended"
    )

    @api.depends("club_certificate_ids")
    def _compute_club_certificate_count(self):
        counts = dict(
            self.env["club.training.certificate"]._read_group(
                [("partner_id", "in", self.ids), ("revoked_on", "=", False)],
                ["partner_id"],
                ["__count"],
            )
        )
        for partner in self:
            partner.club_certificate_count = counts.get(partner._origin, 0)

    def _compute_club_session_count(self):
        counts = dict(
            self.env["event.registration"]._read_group(
                self._club_session_domain(), ["attendee_id"], ["__count"]
            )
        )
        for partner in self:
            partner.club_session_count = counts.get(partner._origin, 0)

    def _club_session_domain(self):
        return [
            ("attendee_id", "in", self.ids),
            ("state", "=", "done"),
            ("event_id.training_id", "!=", False),
        ]

    def action_club_certificates(self):
        """The certificates of these people."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "club_events.club_training_certificate_action"
        )
        return action | {
            "domain": [("partner_id", "in", self.ids)],
            "context": {"default_partner_id": self[:1].id},
        }

    def action_club_sessions(self):
        """The sessions that these people attended."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "club_events.event_attendance_action"
        )
        return action | {
            "name": self.env._("Sessions attended"),
            "domain": self._club_session_domain(),
        }
