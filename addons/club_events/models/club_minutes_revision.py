from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from .club_minutes import AUDIENCES


class ClubMinutesRevision(models.Model):
    """What was published, word for word: it stays, whatever is corrected later."""

    _name = "club.minutes.revision"
    _description = "Published Minutes"
    _order = "minutes_id, number desc"
    _rec_name = "number"

    minutes_id = fields.Many2one(
        "club.minutes", required=True, index=True, ondelete="restrict"
    )
    company_id = fields.Many2one(
        related="minutes_id.company_id", store=True, index=True
    )
    number = fields.Integer(required=True, aggregator=None)
    name = fields.Char(string="Title", required=True)
    date = fields.Date(required=True)
    audience = fields.Selection(AUDIENCES, string="For whom", required=True)
    body = fields.Html(string="Text", sanitize=True)
    decisions = fields.Json(help="List of {number, text}.")
    actions = fields.Json(help="List of {id, text}: who and when follows the action.")
    author_id = fields.Many2one("res.partner", string="Written by", ondelete="restrict")
    approved_by_id = fields.Many2one("res.partner", ondelete="restrict")
    approved_on = fields.Datetime(required=True)
    published_by_id = fields.Many2one("res.partner", ondelete="restrict")
    published_on = fields.Datetime(required=True)
    document_ids = fields.Many2many(
        "ir.attachment", "club_minutes_revision_document_rel", string="Documents"
    )
    reason = fields.Char(string="Why corrected")

    _once = models.UniqueIndex(
        "(minutes_id, number)", "This revision of the minutes is published already."
    )

    def init(self):
        self.env.cr.execute(
            SQL(
                """
                CREATE OR REPLACE FUNCTION club_minutes_revision_stays()
                RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    RAISE EXCEPTION 'What was published stays as it was.'
                        USING ERRCODE = 'integrity_constraint_violation';
                END $$;
                CREATE OR REPLACE TRIGGER club_minutes_revision_no_delete
                    BEFORE DELETE ON club_minutes_revision FOR EACH ROW
                    EXECUTE FUNCTION club_minutes_revision_stays();
                CREATE OR REPLACE TRIGGER club_minutes_revision_no_update
                    BEFORE UPDATE ON club_minutes_revision FOR EACH ROW
                    WHEN ((OLD.minutes_id, OLD.number, OLD.name, OLD.date,
                           OLD.audience, OLD.body, OLD.decisions, OLD.actions,
                           OLD.approved_on, OLD.published_on, OLD.reason)
                          IS DISTINCT FROM
                          (NEW.minutes_id, NEW.number, NEW.name, NEW.date,
                           NEW.audience, NEW.body, NEW.decisions, NEW.actions,
                           NEW.approved_on, NEW.published_on, NEW.reason))
                    EXECUTE FUNCTION club_minutes_revision_stays();
                """
            )
        )

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(
            self.env._("What was published stays: correct the minutes instead.")
        )
