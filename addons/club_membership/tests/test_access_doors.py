from odoo import Command
from odoo.addons.mail.tools.discuss import Store
from odoo.exceptions import AccessError
from odoo.tests import freeze_time, tagged

from .access_case import World
from .common import TODAY, ClubCommon

REGIONAL = ("officer", "section_treasurer")


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestAccessDoors(ClubCommon):
    """The same data asked for in other ways: still only the own sections."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_users()
        cls.colleague = cls.users["employee"]
        cls.inside = cls._member("Anne Kerbrat", cls.rennes)
        cls.outside = cls._member("Anne Kermistral", cls.provence)

    def _for(self, role, model):
        return self.env[model].with_user(self.users[role])

    def test_name_search_finds_the_own_sections_only(self):
        for role in REGIONAL:
            for model, record in (
                ("club.membership", self.inside),
                ("res.partner", self.inside.partner_id),
            ):
                found = self._for(role, model).name_search("Anne Ker")
                self.assertEqual([pair[0] for pair in found], record.ids)

    def test_groups_count_the_own_sections_only(self):
        for role in REGIONAL:
            memberships = self._for(role, "club.membership")
            groups = memberships.formatted_read_group([], ["section_id"], ["__count"])
            self.assertEqual(
                [(g["section_id"][0], g["__count"]) for g in groups],
                [(self.rennes.id, 1)],
            )
            contacts = self._for(role, "res.partner").formatted_read_group(
                [("club_membership_ids", "!=", False)], [], ["__count"]
            )
            self.assertEqual(contacts[0]["__count"], 1)

    def test_export_takes_the_own_sections_only(self):
        officer = self.users["officer"]
        self.env.ref("base.group_allow_export").user_ids = [Command.link(officer.id)]
        self.assertTrue(
            self.inside.with_user(officer).export_data(["partner_id/email"])["datas"]
        )
        with self.assertRaises(AccessError):
            self.outside.with_user(officer).export_data(["partner_id/email"])

    def test_path_through_a_relation_does_not_tell_about_hidden_members(self):
        self.outside.partner_id.phone = "0491000000"
        for role in REGIONAL:
            for model, domain in (
                ("club.membership", [("partner_id.phone", "=", "0491000000")]),
                ("res.partner", [("phone", "=", "0491000000")]),
                ("club.section", [("membership_ids.partner_id.phone", "!=", False)]),
            ):
                self.assertFalse(self._for(role, model).search(domain), model)

    def test_office_alone_opens_no_ledger_and_no_product(self):
        for role in REGIONAL:
            for model in (
                "account.move",
                "account.move.line",
                "account.payment",
                "account.journal",
                "account.bank.statement.line",
            ):
                with self.assertRaises(AccessError):
                    self._for(role, model).search([])
        for role in (*REGIONAL, "reader", "secretary", "employee"):
            self.assertFalse(self._for(role, "product.template").has_access("write"))
            self.assertFalse(self._for(role, "product.product").has_access("create"))

    def test_staff_without_a_role_sees_no_model_of_the_association(self):
        for role in ("employee", "portal"):
            for name, model in self.registry.items():
                if model._original_module == "club_membership" and not model._abstract:
                    self.assertFalse(self._for(role, name).has_access("read"), name)

    def test_conversation_on_a_hidden_member_stays_hidden(self):
        messages = self.env["mail.message"]
        for membership in (self.inside, self.outside):
            messages += membership.message_post(
                body=membership.partner_id.name, author_id=self.env.user.partner_id.id
            )
        for role in REGIONAL:
            seen = self._for(role, "mail.message").search([("id", "in", messages.ids)])
            self.assertEqual(seen, messages[:1])

    def test_followers_and_activities_of_a_hidden_member_stay_hidden(self):
        activities = (self.inside | self.outside).activity_schedule(
            "mail.mail_activity_data_todo", user_id=self.env.uid
        )
        for role in REGIONAL:
            mine = activities.with_user(self.users[role])._filtered_access("read")
            self.assertEqual(mine.mapped("res_id"), self.inside.ids)

    def test_accountant_without_a_role_reads_no_due_through_the_ledger(self):
        clerk = self.users["employee"]
        clerk.group_ids += self.env.ref("account.group_account_invoice")
        lines = self.env["account.move.line"].with_user(clerk)
        self.assertTrue(lines.has_access("read"))
        with self.assertRaises(AccessError):
            lines.search([("club_due_id.amount", ">", 0)])

    def test_conversation_shows_its_author_even_a_member_of_another_section(self):
        author = self.users["secretary"]
        self._member("Secretary", self.provence, partner=author.partner_id)
        message = self.inside.message_post(
            body="Please call", author_id=author.partner_id.id
        )
        self.inside.message_subscribe(author.partner_id.ids)
        for role in REGIONAL:
            store = Store().add(message.with_user(self.users[role]))
            self.inside.with_user(self.users[role])._thread_to_store(
                store, [], request_list=["followers", "activities", "attachments"]
            )
            shown = store.get_result()["res.partner"]
            names = {partner["id"]: partner["name"] for partner in shown}
            self.assertEqual(names[author.partner_id.id], author.partner_id.name)

    def test_notice_that_also_tells_about_another_section_stays_hidden(self):
        world = World(self, self.company, self.rennes, self.type_person)
        notice = self.env["club.notice"].browse(world["club.notice"].id)
        for role in REGIONAL:
            self.assertTrue(notice.with_user(self.users[role]).has_access("read"))
        self.outside.payer_id = notice.payer_id
        for role in REGIONAL:
            self.assertFalse(notice.with_user(self.users[role]).has_access("read"))
            self.assertFalse(self._for(role, "club.notice").search([]))
