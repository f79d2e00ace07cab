from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

MONTHS = 36


class ClubInstallationChange(models.Model):
    """Since when a member runs a version, or none any more: append-only."""

    _name = "club.installation.change"
    _description = "Change of Version"
    _log_access = False
    _order = "date desc, id desc"
    _rec_name = "date"

    installation_id = fields.Many2one(
        "club.installation", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="installation_id.company_id", store=True)
    date = fields.Date(required=True, readonly=True)
    version_id = fields.Many2one(
        "club.product.version", readonly=True, ondelete="restrict"
    )
    is_running = fields.Boolean(string="In use", readonly=True, default=True)

    def write(self, vals):
        if not self.env.su or set(vals) - {"company_id"}:
            self._refuse_change()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_kept(self):
        if not self.env.su:
            self._refuse_change()

    def _refuse_change(self):
        raise UserError(
            self.env._("Which version ran when is kept as it was: change today's.")
        )


class ClubInstallation(models.Model):
    _inherit = "club.installation"

    change_ids = fields.One2many(
        "club.installation.change", "installation_id", string="Versions over time"
    )


class ClubInstallationMonth(models.Model):
    """What each member ran at the end of each of the last months: a query, not a
    table. Shares of the versions of a product in a month add up to 100."""

    _name = "club.installation.month"
    _description = "Versions by Month"
    _auto = False
    _order = "month desc, product_id, id"
    _rec_name = "month"

    month = fields.Date(readonly=True)
    installation_id = fields.Many2one("club.installation", readonly=True)
    membership_id = fields.Many2one("club.membership", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    product_id = fields.Many2one("club.product", readonly=True)
    version_id = fields.Many2one("club.product.version", readonly=True)
    users_count = fields.Integer(string="Users of today", readonly=True)
    share = fields.Float(
        string="Share of the members who run the product (%)", readonly=True
    )

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT i.id * 1000 + m.number AS id, m.first::date AS month,
                   i.id AS installation_id, i.membership_id, i.company_id,
                   i.product_id, c.version_id, i.users_count,
                   100.0 / count(*) OVER (
                       PARTITION BY i.company_id, i.product_id, m.number) AS share
              FROM (SELECT n AS number,
                           date_trunc('month', %s) - make_interval(months => n)
                               AS first
                      FROM generate_series(0, %s) n) m
              JOIN LATERAL (
                   SELECT DISTINCT ON (installation_id) installation_id, version_id,
                          is_running
                     FROM club_installation_change
                    WHERE date < m.first + interval '1 month'
                    ORDER BY installation_id, date DESC, id DESC) c ON c.is_running
              JOIN club_installation i ON i.id = c.installation_id
            """,
            self.env.cr.now(),
            MONTHS - 1,
        )
