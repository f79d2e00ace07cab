from odoo import models
from odoo.exceptions import RedirectWarning


class IrActionsReport(models.Model):
    """Letters where PDF works, and where it does not."""

    _inherit = "ir.actions.report"

    def _club_check_pdf(self, records, as_page):
        """Refuse to print where no PDF can be made, and show the way out.

        :param as_page: XML id of the action that opens ``records`` as a web page
        :raises RedirectWarning: wkhtmltopdf is missing
        """
        # sudo: whether PDF works here is no secret of the settings.
        if self.sudo().get_wkhtmltopdf_state() not in ("install", "broken"):
            return
        raise RedirectWarning(
            self.env._(
                "The server cannot make PDF files: wkhtmltopdf is missing there. "
                "Ask for it to be installed (apt install wkhtmltopdf), or open "
                "the letters as a web page and print that page."
            ),
            self.env.ref(as_page).id,
            self.env._("Open as a web page"),
            {"active_model": records._name, "active_ids": records.ids},
        )

    def _club_as_page(self, records):
        """The action that opens this report of ``records`` in the browser."""
        ids = ",".join(map(str, records.ids))
        return {
            "type": "ir.actions.act_url",
            "url": f"/report/html/{self.report_name}/{ids}",
            "target": "new",
        }
