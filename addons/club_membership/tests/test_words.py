from lxml import etree
from odoo.tests import tagged

from .common import TODAY, ClubCommon, freeze_time

WORDS = {
    "club_word_member": "the companion",
    "club_word_member_plural": "the companions",
    "club_word_section": "the regional community",
    "club_word_section_plural": "the regional communities",
    "club_word_commission": "the working group",
    "club_word_commission_plural": "the working groups",
}


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestWords(ClubCommon):
    """The association's own words, wherever text leaves; never what people typed."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env(
            context={**cls.env.context, "allowed_company_ids": cls.company.ids}
        )

    def setUp(self):
        super().setUp()
        self.company.write(WORDS)
        self.addCleanup(self.env.registry.clear_cache, "default", "templates")

    def _stop(self):
        self.company.write(dict.fromkeys(WORDS, False))

    def test_labels_of_our_fields_follow(self):
        fields = self.env["club.membership"].fields_get(["section_id", "partner_id"])
        self.assertEqual(fields["section_id"]["string"], "Regional community")
        self.assertEqual(fields["partner_id"]["string"], "Companion")
        self._stop()
        fields = self.env["club.membership"].fields_get(["section_id"])
        self.assertEqual(fields["section_id"]["string"], "Section")

    def test_fields_of_others_keep_their_labels(self):
        before = self.env["account.move.line"].fields_get(["display_type"])
        self.assertIn("Section", str(before["display_type"]["selection"]))

    def test_views_follow_and_keep_their_names(self):
        view = self.env["club.section"].get_view(view_type="list")
        tree = etree.fromstring(view["arch"])
        self.assertEqual(tree.get("string"), "Regional communities")
        self.assertTrue(tree.xpath("//field[@name='member_count']"))
        self.assertTrue(tree.xpath("//field[@string='Companions']"))

    def test_menus_and_titles_of_pages_follow(self):
        menus = self.env["ir.ui.menu"].load_web_menus(False)
        ours = self.env.ref("club_membership.club_menu_sections").id
        self.assertEqual(menus[ours]["name"], "Regional communities")
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "club_membership.club_section_action"
        )
        self.assertEqual(action["name"], "Regional communities")
        self._stop()
        menus = self.env["ir.ui.menu"].load_web_menus(False)
        self.assertEqual(menus[ours]["name"], "Sections")

    def test_what_the_program_says_follows_but_not_the_names_it_fills_in(self):
        self.brittany.name = "Section of the members"
        with self.assertRaises(Exception) as refused:
            self.rennes.parent_id = self.rennes
        self.assertIn("A regional community cannot", str(refused.exception))
        said = self.brittany.env["club.words"]._rename("section")
        self.assertEqual(said, "regional community")

    def test_pages_and_mails_follow_but_not_what_people_typed(self):
        self.brittany.name = "Section of the members"
        view = self.env["ir.ui.view"].create(
            {
                "type": "qweb",
                "key": "club_membership.test_words",
                "arch": '<p title="Your section">Your section: <b t-out="name"/>, '
                '<a href="/my/section">members</a></p>',
            }
        )
        qweb = self.env["ir.qweb"]
        page = qweb._render(view.id, {"name": self.brittany.name})
        self.assertEqual(
            page,
            '<p title="Your regional community">Your regional community: '
            "<b>Section of the members</b>, "
            '<a href="/my/section">companions</a></p>',
        )
        self._stop()
        self.assertIn("Your section:", qweb._render(view.id, {"name": "x"}))

    def test_templates_of_others_stay(self):
        view = self.env["ir.ui.view"].create(
            {"type": "qweb", "key": "web.test_words", "arch": "<p>A section</p>"}
        )
        self.assertEqual(self.env["ir.qweb"]._render(view.id, {}), "<p>A section</p>")

    def test_subjects_and_bodies_of_our_mail_templates_follow(self):
        template = self.env["mail.template"].create(
            {
                "name": "Words",
                "model_id": self.env["ir.model"]._get_id("club.section"),
                "subject": "Section {{ object.name }} of members",
                "body_html": '<p>The section <t t-out="object.name"/></p>',
            }
        )
        self.brittany.name = "Section"
        subject = template._render_field("subject", self.brittany.ids)
        body = template._render_field("body_html", self.brittany.ids)
        self.assertEqual(
            subject[self.brittany.id], "Regional community Section of companions"
        )
        self.assertEqual(
            body[self.brittany.id], "<p>The regional community Section</p>"
        )

    def test_another_association_keeps_the_usual_words(self):
        other = self._association("Other Association")
        words = self.env["club.words"].with_company(other)
        self.assertEqual(words._rename("A member"), "A member")
        self.assertEqual(self.env["club.words"]._rename("A member"), "A companion")

    def test_each_language_has_its_words(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        french = self.company.with_context(lang="fr_FR")
        french.club_word_member = "le compagnon"
        french.club_word_member_plural = "les compagnons"
        words = self.env["club.words"]
        self.assertEqual(
            words.with_context(lang="fr_FR")._rename("De l’adhérent aux adhérents"),
            "Du compagnon aux compagnons",
        )
        self.assertEqual(words._rename("members"), "companions")

    def test_without_own_words_nothing_is_asked_of_the_database(self):
        self._forget_nothing()
        self._stop()
        self.env["club.words"]._rename("A member")
        with self.assertQueryCount(0):
            self.env["club.words"]._rename("A member")
            self.env["club.section"].fields_get(["name"])
            self.assertIn("closed", self.env._("%s was closed", "x"))

    def test_the_administrator_writes_them_in_the_settings(self):
        self._create_users()
        settings = self._as("admin")["club.settings"].with_company(self.company)
        form = settings.create({"club_word_member": "the friend"})
        self.assertEqual(form.club_word_section, "the regional community")
        # What is asked is said in the usual words.
        asked = settings.fields_get(["club_word_section"])["club_word_section"]
        self.assertEqual(asked["string"], "A section")
        form.club_word_member_plural = "friends"
        form.action_save()
        self.assertEqual(self.env["club.words"]._rename("Members"), "Friends")
