from odoo import api, fields, models
from odoo.exceptions import ValidationError


class ClubTraining(models.Model):
    """A course of the club: its sessions are meetings of the kind "training"."""

    _name = "club.training"
    _description = "Course"
    _order = "sequence, name, id"
    _check_company_auto = True

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda s: s.env.company
    )
    description = fields.Html(help="What one learns; members read it.")
    prerequisite_ids = fields.Many2many(
        "club.training",
        "club_training_prerequisite_rel",
        "training_id",
        "prerequisite_id",
        string="Requires",
        check_company=True,
        help="Courses that one completed before: a certificate that still counts on "
        "the day, or a session attended.",
    )
    hours = fields.Float(help="Of one session, as its certificate says.")
    validity_months = fields.Integer(
        string="Valid for (months)", help="Of the certificate. 0: for ever."
    )
    remind_days = fields.Integer(
        string="Remind before its end (days)",
        default=60,
        help="How long before its end the holder of a certificate is told. 0: never.",
    )
    event_ids = fields.One2many("event.event", "training_id", string="Sessions")
    certificate_ids = fields.One2many("club.training.certificate", "training_id")
    session_count = fields.Integer(compute="_compute_counts", string="Sessions held")
    certificate_count = fields.Integer(
        compute="_compute_counts", string="Certificates given"
    )

    _valid = models.Constraint(
        "CHECK (hours >= 0 AND validity_months >= 0 AND remind_days >= 0)",
        "Hours, months and days cannot be negative.",
    )

    @api.depends("event_ids", "certificate_ids")
    def _compute_counts(self):
        sessions = dict(
            self.env["event.event"]._read_group(
                [("training_id", "in", self.ids), ("cancelled_on", "=", False)],
                ["training_id"],
                ["__count"],
            )
        )
        certificates = dict(
            self.env["club.training.certificate"]._read_group(
                [("training_id", "in", self.ids), ("revoked_on", "=", False)],
                ["training_id"],
                ["__count"],
            )
        )
        for training in self:
            training.session_count = sessions.get(training._origin, 0)
            training.certificate_count = certificates.get(training._origin, 0)

    @api.constrains("prerequisite_ids")
    def _check_prerequisites(self):
        for training in self:
            if training._has_cycle("prerequisite_ids"):
                raise ValidationError(
                    self.env._(
                        "%s would have to be completed before itself: take it out of "
                        "what it requires, or out of what those courses require.",
                        training.name,
                    )
                )

    def action_open_sessions(self):
        """The meetings at which this course is given."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "club_events.club_training_session_action"
        )
        return action | {
            "domain": [("training_id", "=", self.id)],
            "context": {
                "default_training_id": self.id,
                "default_club_kind": "training",
                "default_company_id": self.company_id.id,
            },
        }

    def action_open_certificates(self):
        """The certificates given for this course."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "club_events.club_training_certificate_action"
        )
        return action | {
            "domain": [("training_id", "=", self.id)],
            "context": {"default_training_id": self.id},
        }
