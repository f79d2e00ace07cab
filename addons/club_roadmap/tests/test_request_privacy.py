from odoo.addons.club_membership.tests.common import TODAY
from odoo.exceptions import AccessError
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from .test_request_pages import FORM, RequestSpaces

STAFF = ("reader", "secretary", "treasurer", "admin")


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestRequestPrivacy(RequestSpaces):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.hidden = cls._request("Hidden", shown=False)
        cls.other = cls._request("Other", membership=cls.bolt)
        cls.other._support(cls.acme_team["voter"], cls.acme, shown=False)
        cls.comment = cls.env["club.request.comment"]._author_write(
            {"request_id": cls.other.id, "date": TODAY, "body": "Me too"},
            cls.acme_team["voter"],
            cls.acme,
            False,
        )
        cls.comment.state = "published"
        cls.acme_words = {"Acme", *(p.name for p in cls.acme_team.values())}

    def _check_untold(self, told):
        """``told`` names neither Acme nor anybody of it."""
        for word in self.acme_words:
            self.assertNotIn(word, str(told))

    def test_bolts_pages_do_not_tell_what_acme_hides(self):
        for role in ("voter", "manager", "seat"):
            space = self._space(self.bolt_team[role])
            for request in self.hidden | self.other:
                with self.subTest(role=role, request=request.name):
                    self._check_untold(request._page_values(space))
        space = self._space(self.bolt_team["voter"])
        requests = self.env["club.request"]
        for filters in ({}, {"only": "mine"}, {"only": "ours"}, {"search": "acme"}):
            self._check_untold(requests._list_values(space, filters))
        self._check_untold(requests._similar_cards(space, "Hidden"))
        export = space.env["club.data.export"]._of(space)
        self._check_untold(export["requests"] + export["request_supports"])
        self._check_untold(export["request_comments"])

    def test_staff_read_and_export_nothing_of_what_acme_hides(self):
        for role in STAFF:
            self.users[role].group_ids += self.env.ref("base.group_allow_export")
        for role in STAFF:
            env = self._as(role)
            for model in ("club.request", "club.request.support"):
                with self.subTest(role=role, model=model):
                    found = env[model].search([])
                    names = list(env[model].fields_get())
                    self._check_untold(found.read(names))
                    self._check_untold(found.export_data(names)["datas"])
            found = env["club.request.comment"].search([])
            self._check_untold(found.read())

    def test_no_correction_says_who_made_it(self):
        space = self._space(self.acme_team["voter"])
        requests = space.env["club.request"].with_user(space.user)
        made = requests._propose(space, FORM, self.acme, False)
        found = requests._of_space(space, made.id)
        superuser = self.env.ref("base.user_root")
        for change in (
            lambda: found._correct(space, {**FORM, "name": "Print more labels"}),
            lambda: found._show_name(space, True),
            lambda: found._show_name(space, False),
            lambda: found._comment(space, self.acme, "And faster", False),
            lambda: found._withdraw(space, "Solved"),
        ):
            change()
            for record in made | found:
                self.assertEqual(record.create_uid | record.write_uid, superuser)
        comments = found.comment_ids
        self.assertEqual(comments.create_uid | comments.write_uid, superuser)

    def test_staff_cannot_ask_who_it_was(self):
        for role in STAFF:
            env = self._as(role)
            with self.subTest(role=role):
                for domain in (
                    [("support_ids.membership_id", "=", self.acme.id)],
                    [("support_ids.partner_id", "=", self.acme_team["voter"].id)],
                    [("author_label", "ilike", "acme")],
                    [("create_uid.partner_id", "in", self.acme_team["voter"].ids)],
                ):
                    self.assertFalse(env["club.request"].search(domain))
                groups = env["club.request.support"].formatted_read_group(
                    [], ["membership_id"], ["__count"]
                )
                self._check_untold(groups)
                with mute_logger("odoo.addons.base.models.ir_model"):
                    for model in ("club.roadmap.author", "club.request.mail"):
                        with self.assertRaises(AccessError):
                            env[model].search([])

    def test_portal_users_read_no_model_of_requests(self):
        env = self.env(user=self.bolt_team["voter"].user_ids)
        with mute_logger("odoo.addons.base.models.ir_model"):
            for model in (
                "club.request",
                "club.request.support",
                "club.request.comment",
                "club.request.event",
                "club.request.mail",
                "club.roadmap.author",
            ):
                with self.subTest(model=model), self.assertRaises(AccessError):
                    env[model].search([])

    def test_files_say_nobodys_name_and_portal_users_find_none(self):
        self.hidden._add_files([("plan.txt", b"Words")])
        for role in STAFF[:2]:
            files = self._as(role)["ir.attachment"].search(
                [("res_model", "=", "club.request")]
            )
            self._check_untold(files.read(["name", "create_uid", "write_uid"]))
        env = self.env(user=self.bolt_team["voter"].user_ids)
        with (
            mute_logger("odoo.addons.base.models.ir_model"),
            self.assertRaises(AccessError),
        ):
            env["ir.attachment"].search([("res_model", "=", "club.request")])

    def test_a_persons_file_holds_what_they_wrote_and_support(self):
        voter = self.acme_team["voter"]
        space = self._space(voter)
        export = space.env["club.data.export"]._of(space)
        self.assertEqual([r["name"] for r in export["requests"]], ["Hidden"])
        self.assertEqual([r["is_shown"] for r in export["request_supports"]], [False])
        self.assertEqual([c["body"] for c in export["request_comments"]], ["Me too"])

    def test_who_can_see_my_data_says_that_hidden_is_hidden(self):
        space = self._space(self.acme_team["voter"])
        readers = space.env["club.data.readers"]._of(space)
        said = " ".join(reader["sees"] for reader in readers)
        self.assertIn("nor the office, nor the vendor", said)

    def test_who_is_forgotten_leaves_the_organisations_support(self):
        voter = self.acme_team["voter"]
        self.env["club.request.support"].search([]).is_shown = True
        voter._club_forget_elsewhere()
        self.assertEqual(self.other.support_count, 1)
        self.assertEqual(self._supports(self.other).partner_id, self.acme.partner_id)
        self.assertEqual(self.hidden._author_row().partner_id, self.acme.partner_id)

    def test_a_forgotten_members_name_stands_nowhere(self):
        anna = self._member("Anna", self.brittany)
        self._period(anna, "2024-01-01", "2099-12-31")
        request = self._request("Hers", membership=anna)
        self.other._support(anna.partner_id, anna)
        self.assertEqual(request.author_label, "Anna")
        anna.partner_id._club_forget_elsewhere()
        self.assertFalse(request.author_label)
        self.assertFalse(self.other._support_rows(anna).is_shown)
        self.assertEqual(self.other.support_count, 2)

    def test_merging_contacts_keeps_every_support_and_author(self):
        twin = self._person("Acme voter twin")
        deputy = self.acme_team["deputy"]
        self.hidden._support(deputy, self.acme)
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge((twin | deputy).ids, twin, extra_checks=False)
        self.assertEqual(self._supports(self.hidden).partner_id, twin)
        self.assertEqual(self.hidden.support_count, 1)

    def test_merging_members_counts_them_once_and_shows_less(self):
        other, team = self._company_with_team("Acme Ltd")
        self.other._support(team["voter"], other, shown=True)
        self.assertEqual(self.other.support_count, 2)
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        both = self.acme.partner_id | other.partner_id
        wizard._merge(both.ids, other.partner_id, extra_checks=False)
        self.assertEqual(self.other.support_count, 1)
        self.assertFalse(self._supports(self.other).is_shown)
