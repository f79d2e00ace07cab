from odoo import api, fields, models
from odoo.addons.club_membership.tools import yes_or_no
from odoo.fields import Domain


class AccountMove(models.Model):
    """Whose invoices a person reads on Odoo's own accounting pages."""

    _inherit = "account.move"

    # Searched by a record rule: rules are remembered per user, and a role begins and
    # ends by the calendar. What a search method returns is found anew each time.
    club_is_mine = fields.Boolean(
        string="Own invoice",
        compute="_compute_club_is_mine",
        search="_search_club_is_mine",
        compute_sudo=True,
        exportable=False,
        help="The current user's own, or of an organisation whose team they manage.",
    )

    @api.depends_context("uid")
    def _compute_club_is_mine(self):
        mine = self.filtered_domain(self._club_mine_domain())
        for move in self:
            move.club_is_mine = move in mine

    def _search_club_is_mine(self, operator, value):
        return yes_or_no(operator, value, self._club_mine_domain())

    @api.model
    def _club_mine_domain(self):
        """Invoices asked of the current user, or of whom they manage today.

        Odoo goes by the company of the contact, which stays when a role ends. Who
        changed employer keeps the contact: what the old company was asked under their
        name stays the old company's, unless it is for persons: for their own
        membership, or of a child. A colleague's personal dues are not the company's
        either, whoever manages it.
        """
        # sudo: a rule asks for the user's own relations, which they may not read.
        person = self.env.user.partner_id.sudo()
        mine = Domain("partner_id", "=", person.id) & (
            Domain(
                "commercial_partner_id",
                "in",
                (person | person.commercial_partner_id).ids,
            )
            | Domain("club_due_ids.membership_id.partner_id", "=", person.id)
            | (
                Domain("club_due_ids", "!=", False)
                & ~Domain("club_due_ids.membership_id.partner_id.is_company", "=", True)
            )
        )
        # Along fields: Odoo asks for every rule of every query, and remembers them
        # within the request until they change.
        today = fields.Date.context_today(person)
        managed = person.club_delegation_ids.filtered(
            lambda d: d.role == "manager" and d._is_on(today)
        )
        for company, rows in managed.grouped("company_id").items():
            organisations = rows.organisation_id
            # By contact as well: that is what the database looks up fast.
            mine |= (
                Domain("company_id", "=", company.id)
                & Domain("partner_id", "in", organisations.club_contact_ids.ids)
                & Domain("commercial_partner_id", "in", organisations.ids)
                & (
                    Domain("club_due_ids", "=", False)
                    | Domain("club_due_ids.payer_id", "in", organisations.ids)
                    | Domain(
                        "club_due_ids.membership_id.partner_id", "in", organisations.ids
                    )
                )
            )
        return mine


class ResPartner(models.Model):
    _inherit = "res.partner"

    # An organisation itself and everybody filed below it, archived ones too.
    club_contact_ids = fields.One2many(
        "res.partner",
        "commercial_partner_id",
        context={"active_test": False},
        export_string_translation=False,
    )
