from odoo import api, models


class ClubPortalMail(models.AbstractModel):
    """Mails to addresses that are nobody's contact yet, written from a view."""

    _name = "club.portal.mail"
    _description = "Mail of the Member's Space"

    @api.model
    def _compose(self, view, values, subject, company, address):
        """One mail to this address, in the context's language.

        :param view: XML id of a QWeb view
        :param values: what the view shows
        :return: the ``mail.mail``, not sent yet
        """
        # sudo: visitors have mails written to them; they choose nothing in them.
        company = company.sudo()
        speaking = self.with_company(company)
        body = (
            speaking.env["ir.qweb"].sudo()._render(view, {"company": company, **values})
        )
        return (
            self.env["mail.mail"]
            .sudo()
            .create(
                {
                    "subject": subject,
                    "body_html": body,
                    "email_from": company.email_formatted
                    or self.env.user.sudo().email_formatted,
                    "email_to": address,
                    "auto_delete": True,
                }
            )
        )
