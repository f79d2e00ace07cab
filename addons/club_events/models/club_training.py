from odoo import fields, models


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
        help="Courses whose certificate one holds before.",
    )
    hours = fields.Float(help="Of one session.")
    validity_months = fields.Integer(
        string="Valid for (months)", help="Of the certificate. 0: for ever."
    )
    event_ids = fields.One2many("event.event", "training_id", string="Sessions")
    certificate_ids = fields.One2many("club.training.certificate", "training_id")

    _valid = models.Constraint(
        "CHECK (hours >= 0 AND validity_months >= 0)",
        "Hours and months cannot be negative.",
    )


class ClubTrainingCertificate(models.Model):
    """Who completed which course at which session, until when it counts."""

    _name = "club.training.certificate"
    _description = "Training Certificate"
    _order = "date desc, id desc"
    _rec_name = "number"
    _check_company_auto = True

    number = fields.Char(required=True, readonly=True, copy=False)
    training_id = fields.Many2one(
        "club.training",
        string="Course",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    company_id = fields.Many2one("res.company", required=True, index=True)
    partner_id = fields.Many2one(
        "res.partner", string="Person", required=True, index=True, ondelete="restrict"
    )
    event_id = fields.Many2one(
        "event.event", string="Session", index="btree_not_null", ondelete="restrict"
    )
    section_id = fields.Many2one(
        "club.section",
        index="btree_not_null",
        ondelete="restrict",
        help="The person's section on that day.",
    )
    date = fields.Date(required=True)
    date_end = fields.Date(string="Valid until", help="Last day. Empty: for ever.")

    _once = models.UniqueIndex(
        "(partner_id, event_id) WHERE event_id IS NOT NULL",
        "This person holds the certificate of this session already.",
    )
    _number_uniq = models.UniqueIndex(
        "(company_id, number)", "This certificate number exists already."
    )
