from odoo import fields, models
from odoo.exceptions import UserError


class ClubHeading(models.Model):
    """What money came from or went to, in words of people who keep no accounts.

    Treasurers of sections, volunteers and budgets speak of headings; each stands for
    one account of the ledger.
    """

    _name = "club.heading"
    _description = "Heading"
    _order = "kind desc, sequence, name, id"
    # People read names; who knows the codes still finds a heading by typing one.
    _rec_names_search = ["name", "code"]
    _check_company_auto = True

    name = fields.Char(required=True, translate=True)
    code = fields.Char(help="Short code used in files.")
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda s: s.env.company
    )
    kind = fields.Selection(
        [("income", "Income"), ("expense", "Spending")], required=True
    )
    account_id = fields.Many2one(
        "account.account", check_company=True, ondelete="set null"
    )
    claimable = fields.Boolean(
        string="On expense claims",
        help="Volunteers may choose it when they claim what they spent.",
    )
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)

    _code_uniq = models.UniqueIndex(
        "(company_id, code) WHERE code IS NOT NULL",
        "Two headings of one association cannot share a code.",
    )

    def _account(self):
        """The account behind the heading.

        :raises UserError: none is set
        """
        self.ensure_one()
        # sudo: who books for a section need not read the chart of accounts.
        account = self.sudo().account_id
        if not account:
            raise UserError(
                self.env._(
                    "The heading %s has no account yet: ask the treasurer to set one "
                    "in Configuration, Headings.",
                    self.name,
                )
            )
        return account
