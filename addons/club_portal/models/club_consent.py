from odoo import api, fields, models
from odoo.exceptions import UserError


class ClubConsent(models.Model):
    """Something the association asks its members to agree to, freely."""

    _name = "club.consent"
    _description = "Consent"
    _order = "sequence, id"

    name = fields.Char(
        required=True, translate=True, help="What it is about, in a few words."
    )
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda s: s.env.company
    )
    wording_ids = fields.One2many("club.consent.wording", "consent_id")
    wording_id = fields.Many2one(
        "club.consent.wording", string="Wording of", compute="_compute_wording_id"
    )
    given_count = fields.Integer(string="Given by", compute="_compute_given_count")

    @api.depends("wording_ids.date_from")
    def _compute_wording_id(self):
        today = fields.Date.context_today(self)
        for consent in self:
            begun = consent.wording_ids.filtered(
                lambda wording: wording.date_from and wording.date_from <= today
            )
            consent.wording_id = begun.sorted(lambda w: (w.date_from, w._origin.id))[
                -1:
            ]

    def _compute_given_count(self):
        for consent in self:
            latest = consent._latest()
            consent.given_count = sum(answer.given for answer in latest.values())

    def _latest(self, partner=None):
        """The last answer of each person to this consent, in any wording.

        :param partner: only theirs
        :return: answers by partner
        """
        self.ensure_one()
        answers = self.env["club.consent.answer"].search(
            [
                ("consent_id", "=", self.id),
                *([("partner_id", "=", partner.id)] if partner else []),
            ],
            order="id",
        )
        return {answer.partner_id: answer for answer in answers}

    @api.model
    def _for_person(self, company, partner):
        """What a person is asked, and what they answered: plain values for the page.

        ``state``: ``given``, ``withdrawn`` or ``none``; ``renewed``: the wording
        changed since they agreed.
        """
        asked = self.search([("company_id", "=", company.id)]).filtered("wording_id")
        answers = self.env["club.consent.answer"].search(
            [("consent_id", "in", asked.ids), ("partner_id", "=", partner.id)],
            order="id",
        )
        latest = {answer.consent_id: answer for answer in answers}
        found = []
        for consent in asked:
            answer = latest.get(consent, answers.browse())
            state = "none"
            if answer:
                state = "given" if answer.given else "withdrawn"
            found.append(
                {
                    "wording_id": consent.wording_id.id,
                    "name": consent.name,
                    "text": consent.wording_id.text,
                    "since": consent.wording_id.date_from,
                    "state": state,
                    "answered_on": answer.create_date,
                    "renewed": state == "given"
                    and answer.wording_id != consent.wording_id,
                }
            )
        return found

    def action_view_answers(self):
        self.ensure_one()
        return {
            **self.env["ir.actions.act_window"]._for_xml_id(
                "club_portal.club_consent_answer_action"
            ),
            "domain": [("consent_id", "=", self.id)],
        }


class ClubConsentWording(models.Model):
    """What exactly was asked, from which day: never reworded once answered."""

    _name = "club.consent.wording"
    _description = "Wording of a Consent"
    _order = "date_from desc, id desc"
    _rec_name = "date_from"

    consent_id = fields.Many2one(
        "club.consent", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(
        related="consent_id.company_id", store=True, index=True
    )
    text = fields.Text(
        string="Wording", required=True, translate=True, help="As members read it."
    )
    date_from = fields.Date(
        string="From", required=True, default=fields.Date.context_today
    )
    answer_ids = fields.One2many("club.consent.answer", "wording_id")

    _one_a_day = models.UniqueIndex(
        "(consent_id, date_from)", "A consent has one wording at a time."
    )

    def write(self, vals):
        if {"text", "date_from", "consent_id"} & set(vals):
            self._refuse_answered()
        return super().write(vals)

    def update_field_translations(self, field_name, translations, source_lang=""):
        self._refuse_answered()
        return super().update_field_translations(
            field_name, translations, source_lang=source_lang
        )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_answered(self):
        self._refuse_answered()

    def _refuse_answered(self):
        # sudo: an answer counts whoever may read it.
        answered = self.sudo().filtered("answer_ids")
        if answered:
            raise UserError(
                self.env._(
                    "Members answered the wording of %(day)s of “%(consent)s” already: "
                    "write a new wording instead.",
                    day=answered[0].date_from,
                    consent=answered[0].consent_id.name,
                )
            )
