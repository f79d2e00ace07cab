from odoo import api, fields, models
from odoo.tools import SQL

from .club_privacy_field import LEVELS


class ClubPrivacyChoice(models.Model):
    """Whom a person lets see one piece of information in the directory."""

    _name = "club.privacy.choice"
    _description = "Privacy Choice"
    _order = "partner_id, field_id"
    _rec_name = "field_id"

    partner_id = fields.Many2one(
        "res.partner", string="Person", required=True, index=True, ondelete="cascade"
    )
    field_id = fields.Many2one(
        "club.privacy.field",
        string="Information",
        required=True,
        index=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one(related="field_id.company_id", store=True, index=True)
    level = fields.Selection(LEVELS, string="Shown to", required=True)

    _once = models.UniqueIndex(
        "(partner_id, field_id)", "This person chose that already."
    )

    @api.model
    def _levels(self, partner, company):
        """What may be chosen, and what is chosen, for the page.

        :return: dictionaries with ``key``, ``label``, ``level``, ``forced``,
            ``reason`` in the order of the association's list
        """
        wanted = self.env["club.privacy.field"]._of(company, partner)
        chosen = {
            choice.field_id: choice.level
            for choice in self.search_fetch(
                [("partner_id", "=", partner.id), ("field_id", "in", wanted.ids)]
            )
        }
        labels = dict(wanted._fields["key"]._description_selection(self.env))
        # Of a minor nothing is shown that was not chosen.
        minor = partner.with_company(company)._club_is_minor()
        return [
            {
                "key": field.key,
                "label": labels[field.key],
                "level": field.level
                if field.forced
                else chosen.get(field, "nobody" if minor else field.level),
                "forced": field.forced,
                "reason": field.reason or "",
            }
            for field in wanted
        ]

    @api.model
    def _choose(self, partner, company, levels):
        """Keep what a person chose, and show it in the directory at once.

        What is forced, unknown or unchanged is left as it is.

        :param levels: level by key of the field
        """
        known = {level for level, _label in LEVELS}
        wanted = {
            field.id: levels[field.key]
            for field in self.env["club.privacy.field"]._of(company, partner)
            if not field.forced and levels.get(field.key) in known
        }
        if wanted:
            self.flush_model()
            # One statement that two clicks at a time cannot break.
            self.env.execute_query(
                SQL(
                    """
                    INSERT INTO club_privacy_choice (partner_id, field_id, company_id,
                           level, create_uid, create_date, write_uid, write_date)
                    SELECT %(partner)s, field_id, %(company)s, level, %(uid)s,
                           now() AT TIME ZONE 'UTC', %(uid)s, now() AT TIME ZONE 'UTC'
                      FROM unnest(%(fields)s, %(levels)s) AS w (field_id, level)
                        ON CONFLICT (partner_id, field_id) DO UPDATE
                       SET level = EXCLUDED.level, write_uid = EXCLUDED.write_uid,
                           write_date = EXCLUDED.write_date
                     WHERE club_privacy_choice.level <> EXCLUDED.level
                    RETURNING id
                    """,
                    partner=partner.id,
                    company=company.id,
                    uid=self.env.uid,
                    fields=list(wanted),
                    levels=list(wanted.values()),
                )
            )
            self.invalidate_model()
        self.env["club.directory.entry"]._refresh(partner.ids)
        # A refresh that began before the choice looks again after it.
        self.env["club.directory.change"]._mark(partner.ids)
