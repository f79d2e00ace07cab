from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL


class ClubConsentAnswer(models.Model):
    """Somebody agreed to a wording, or took it back: written once, never changed."""

    _name = "club.consent.answer"
    _description = "Answer to a Consent"
    _order = "id desc"
    _rec_name = "partner_id"

    partner_id = fields.Many2one(
        "res.partner", string="Person", required=True, index=True, ondelete="restrict"
    )
    wording_id = fields.Many2one(
        "club.consent.wording", required=True, index=True, ondelete="restrict"
    )
    consent_id = fields.Many2one(
        related="wording_id.consent_id", store=True, index=True
    )
    company_id = fields.Many2one(
        related="wording_id.company_id", store=True, index=True
    )
    given = fields.Boolean(string="Agrees")
    user_id = fields.Many2one(
        "res.users", string="Answered by", required=True, ondelete="restrict"
    )
    mode = fields.Selection(
        [
            ("self", "The person"),
            ("staff", "Staff, on the telephone"),
            ("guardian", "Guardian"),
        ],
        string="How",
        required=True,
        default="self",
    )

    def init(self):
        # Evidence: only a merge of contacts moves an answer, and says whose it was
        # in the contact's history.
        self.env.cr.execute(
            SQL(
                """
                CREATE OR REPLACE FUNCTION club_consent_append_only() RETURNS trigger
                LANGUAGE plpgsql AS $$
                BEGIN
                    RAISE EXCEPTION 'Answers to consents are append-only.'
                        USING ERRCODE = 'integrity_constraint_violation';
                END $$;
                CREATE OR REPLACE TRIGGER club_consent_no_delete
                    BEFORE DELETE ON club_consent_answer FOR EACH ROW
                    EXECUTE FUNCTION club_consent_append_only();
                CREATE OR REPLACE TRIGGER club_consent_no_update
                    BEFORE UPDATE ON club_consent_answer FOR EACH ROW
                    WHEN ((OLD.wording_id, OLD.given, OLD.user_id, OLD.mode,
                           OLD.create_date)
                          IS DISTINCT FROM
                          (NEW.wording_id, NEW.given, NEW.user_id, NEW.mode,
                           NEW.create_date))
                    EXECUTE FUNCTION club_consent_append_only();
                """
            )
        )

    @api.model
    def _answer(self, space, wording_id, given):
        """Write down what the person of this space answers to a wording.

        :param given: True agrees, False takes it back
        :raises UserError: the wording is not the one asked today
        """
        asked = {
            entry["wording_id"]: entry
            for entry in self.env["club.consent"]._for_person(
                space.company, space.person
            )
        }
        entry = asked.get(wording_id)
        if not entry:
            raise UserError(
                self.env._("The wording has changed: please read the new one.")
            )
        if entry["state"] == ("given" if given else "withdrawn") and not (
            given and entry["renewed"]
        ):
            return self.browse()
        return self.create(
            {
                "partner_id": space.person.id,
                "wording_id": wording_id,
                "given": given,
                "user_id": space.user.id,
                "mode": space.mode,
            }
        )

    def write(self, vals):  # pylint: disable=method-required-super
        raise UserError(self.env._("An answer is not rewritten: answer again."))

    @api.ondelete(at_uninstall=False)
    def _unlink_except_evidence(self):
        raise UserError(self.env._("Answers to consents are kept as evidence."))
