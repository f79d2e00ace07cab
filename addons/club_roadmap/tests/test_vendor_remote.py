from odoo.exceptions import AccessError, UserError
from odoo.service.model import call_kw
from odoo.tests import tagged
from odoo.tools import mute_logger

from .test_vendor_pages import VendorPagesCase

CALLS = {
    "search_read": ([],),
    "web_search_read": ([], {"display_name": {}}),
    "name_search": ("",),
    "search_count": ([],),
    "formatted_read_group": ([], [], ["__count"]),
}
QUIET = ("odoo.addons.base.models.ir_model", "odoo.addons.base.models.ir_rule")


@tagged("post_install", "-at_install")
class TestVendorRemote(VendorPagesCase):
    """Remote calls, search, attachments and messages, as the vendor's person."""

    def _call(self, model, method, *args):
        records = self.env[model].with_user(self.vera.partner_id.user_ids)
        with self.env.cr.savepoint(), mute_logger(*QUIET):
            return call_kw(records, method, args, {})

    def _is_refused(self, model, method, args):
        try:
            self._call(model, method, *args)
        except (AccessError, UserError):
            return True
        return False

    def test_the_vendor_reaches_no_model_of_the_club(self):
        ours = [
            name
            for name, model in self.registry.items()
            if model._original_module.startswith("club_") and not model._abstract
        ]
        self.assertIn("club.dossier.line", ours)
        reached = [
            (model, method)
            for model in ours
            for method, args in CALLS.items()
            if not self._is_refused(model, method, args)
        ]
        self.assertEqual(reached, [])

    def test_the_vendor_reads_no_attachment_or_message_of_the_club(self):
        for model in ("ir.attachment", "mail.message"):
            key = "res_model" if model == "ir.attachment" else "model"
            with self.subTest(model=model):
                try:
                    found = self._call(
                        model, "search_count", [(key, "=like", "club.%")]
                    )
                except AccessError:
                    found = 0
                self.assertEqual(found, 0)
        attachment = self.env["ir.attachment"].search(
            [("name", "=", "invoice-of-acme.txt")]
        )
        self._sign_in(self.vera)
        page = self._get(f"/web/content/{attachment.id}")
        self.assertNotEqual(page.status_code, 200)

    def test_the_vendor_finds_no_member_among_contacts(self):
        people = self.acme.partner_id | self.acme_team["voter"] | self.bolt.partner_id
        found = self._call("res.partner", "search_read", [], ["name"])
        self.assertFalse({row["id"] for row in found} & set(people.ids))

    def test_the_vendor_reads_no_mail(self):
        for model in ("mail.mail", "mail.notification"):
            with self.subTest(model=model):
                try:
                    found = self._call(model, "search_count", [])
                except AccessError:
                    found = 0
                self.assertEqual(found, 0)
