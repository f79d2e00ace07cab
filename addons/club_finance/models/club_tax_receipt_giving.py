import base64

from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Command, Domain
from odoo.tools import format_amount, format_date

# Papers made in one go; the rest is made by the job.
AT_ONCE = 5
CHUNK = 20
REPORT = "club_finance.action_report_tax_receipt"


class ClubTaxReceipt(models.Model):
    """Giving tax receipts, cancelling and replacing them."""

    _inherit = "club.tax.receipt"

    @api.model
    def _open_gifts(self, company, year):
        """Gifts of this year without a receipt that holds.

        :param year: in which they were given
        """
        return self.env["club.donation"].search(
            Domain("company_id", "=", company.id)
            & Domain("state", "=", "booked")
            & Domain("date", ">=", f"{year}-01-01")
            & Domain("date", "<=", f"{year}-12-31")
            & Domain("receipt_line_ids", "not any", [("live", "=", True)]),
            order="partner_id, date, id",
        )

    @api.model
    def _give(self, gifts, apart=False):
        """Give tax receipts for gifts of one association: one a donor, or one a gift.

        :param gifts: donations in the books, without a receipt
        :param apart: one receipt for each gift
        :return: the receipts, in the order of their numbers
        :raises UserError: the association gives none, a donor has no address, a gift
            is taken back
        """
        gifts.company_id._club_check_tax_receipts()
        self.check_access("write")
        groups = gifts.grouped("id" if apart else "partner_id").values()
        # sudo: receipts are written by this method alone.
        receipts = self.sudo().browse()
        for group in groups:
            receipts |= self.sudo()._give_one(group.sudo())
        receipts[:AT_ONCE]._freeze()
        if len(receipts) > AT_ONCE:
            # sudo: the job makes the other papers.
            self.env.ref("club_finance.ir_cron_club_tax_receipt").sudo()._trigger()
        return receipts.sudo(self.env.su)

    def _give_one(self, gifts, replaces=None):
        donor, company = gifts.partner_id, gifts.company_id
        self._check_givable(gifts)
        today = company._club_today()
        year, number = self.env["club.tax.receipt.year"]._next_number(
            company, today.year
        )
        receipt = self.create(
            {
                "name": f"{today.year}-{number:04d}",
                "year_id": year.id,
                "year": today.year,
                "number": number,
                "company_id": company.id,
                "partner_id": donor.id,
                "donor_name": donor.name,
                "amount": sum(gifts.mapped("amount")),
                "issued_on": today,
                "issued_by_id": self.env.uid,
                "replaces_id": replaces.id if replaces else False,
                "line_ids": [
                    Command.create(
                        {
                            "donation_id": gift.id,
                            "date": gift.date,
                            "amount": gift.amount,
                        }
                    )
                    for gift in gifts.sorted(lambda gift: (gift.date, gift.id))
                ],
            }
        )
        receipt.facts = receipt._printed_facts()
        return receipt

    @api.model
    def _check_givable(self, gifts):
        donor = gifts.partner_id
        if gifts.filtered(lambda gift: gift.state != "booked"):
            raise UserError(
                self.env._(
                    "A gift of %s was taken back: there is no receipt for it.",
                    donor.name,
                )
            )
        if not self._has_address(donor):
            raise UserError(
                self.env._(
                    "%s has no full address, and a tax receipt names it: complete the "
                    "contact first.",
                    donor.name,
                )
            )

    @api.model
    def _has_address(self, donor):
        return bool(donor.street and donor.zip and donor.city)

    def _printed_facts(self):
        """What is printed, in the donor's language, as of today."""
        self.ensure_one()
        receipt = self.with_context(lang=self.partner_id.lang or self.env.lang)
        env, donor, company = receipt.env, receipt.partner_id, receipt.company_id
        forms = dict(env["club.donation"]._fields["form"]._description_selection(env))
        address = company.partner_id
        return {
            "lang": env.lang,
            "number": receipt.name,
            "replaces": receipt.replaces_id.name or "",
            "association": company.name,
            "association_address": [
                address.street or "",
                f"{address.zip or ''} {address.city or ''}".strip(),
            ],
            "registry": company.company_registry or "",
            "purpose": company.club_tax_receipt_purpose,
            "law": (
                company.club_tax_receipt_law_company
                if donor.is_company
                else company.club_tax_receipt_law_person
            )
            or "",
            "donor": donor.name,
            "donor_address": [
                part
                for part in (
                    donor.street,
                    donor.street2,
                    f"{donor.zip} {donor.city}",
                    donor.country_id.name
                    if donor.country_id != company.country_id
                    else "",
                )
                if part
            ],
            "amount": format_amount(env, receipt.amount, receipt.currency_id),
            "words": receipt.currency_id.amount_to_text(receipt.amount),
            "gifts": [
                {
                    "day": format_date(env, line.date),
                    "form": forms[line.donation_id.form],
                    "what": line.donation_id.description or "",
                    "amount": format_amount(env, line.amount, receipt.currency_id),
                }
                for line in receipt.line_ids
            ],
            "day": format_date(env, receipt.issued_on),
            "signatory": company._club_signatory() or {},
        }

    # The paper

    def _freeze(self):
        """Make the papers that are not made yet, from the facts, once and for all."""
        # sudo: reports render what was decided; the paper is written by this alone.
        reports = self.env["ir.actions.report"].sudo()
        as_page = reports.get_wkhtmltopdf_state() in ("install", "broken")
        for receipt in self.sudo().filtered(lambda receipt: not receipt.document):
            render = reports._render_qweb_html if as_page else reports._render_qweb_pdf
            content, _kind = render(REPORT, receipt.ids)
            content = content.encode() if isinstance(content, str) else content
            receipt.document = base64.b64encode(content)

    @api.model
    def _cron_freeze(self):
        """Make the papers that wait, in chunks that are kept."""
        cron = self.env["ir.cron"]
        waiting = Domain("document", "=", False)
        left = cron._commit_progress(0, remaining=self.search_count(waiting))
        while left:
            chunk = self.search(waiting, limit=CHUNK, order="id")
            if not chunk:
                break
            chunk._freeze()
            left = cron._commit_progress(
                len(chunk), remaining=self.search_count(waiting)
            )

    # Cancelling

    def _cancel(self, reason):
        """Cancel receipts: their gifts may have another one; the donor is told.

        :param reason: one sentence, kept and told
        """
        self.check_access("write")
        # sudo: receipts are written by these methods alone.
        for receipt in self.sudo().filtered(lambda receipt: receipt.state == "issued"):
            receipt.write(
                {
                    "state": "cancelled",
                    "cancelled_on": receipt.company_id._club_today(),
                    "cancel_reason": reason,
                }
            )
            receipt.line_ids.live = False
            told = receipt.with_context(lang=receipt.partner_id.lang or self.env.lang)
            told.message_post(
                body=told.env._(
                    "Your tax receipt %(number)s is cancelled and must not be used: "
                    "%(reason)s",
                    number=receipt.name,
                    reason=reason,
                ),
                subject=told.env._("Tax receipt %s", receipt.name),
                partner_ids=receipt.partner_id.ids,
                message_type="notification",
                subtype_xmlid="mail.mt_comment",
            )

    def _replace(self, reason):
        """Cancel this receipt and give another one for the same gifts, as they and
        the donor's name and address are today.

        :return: the new receipt
        """
        self.ensure_one()
        self.company_id._club_check_tax_receipts()
        # sudo: as for giving.
        gifts = self.sudo().line_ids.donation_id
        if self.state != "issued":
            raise UserError(self.env._("%s is cancelled already.", self.name))
        self._cancel(reason)
        receipt = self.sudo()._give_one(gifts, replaces=self)
        receipt._freeze()
        return receipt.sudo(self.env.su)

    def action_ask_reason(self):
        """Ask why this receipt is cancelled, and whether another one is given."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Cancel or replace"),
            "res_model": "club.tax.receipt.cancel",
            "view_mode": "form",
            "target": "new",
            "context": {"default_receipt_id": self.id},
        }
