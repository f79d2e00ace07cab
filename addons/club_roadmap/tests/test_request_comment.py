from odoo.addons.club_membership.tests.common import TODAY
from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from .test_request_pages import RequestSpaces


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestRequestComment(RequestSpaces):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.request = cls._request()

    def _write(self, shown=True, team=None, membership=None):
        space = self._space((team or self.acme_team)["voter"])
        return self.request._comment(space, membership or self.acme, "Me too", shown)

    def _read(self, person):
        values = self.request._comment_values(self._space(person))
        return [(comment["author"], comment["state_label"]) for comment in values]

    def test_a_comment_waits_for_the_office_and_its_author_sees_it(self):
        comment = self._write()
        self.assertEqual(self._read(self.acme_team["voter"]), [("Acme", "To be read")])
        self.assertEqual(
            self._read(self.acme_team["manager"]), [("Acme", "To be read")]
        )
        self.assertEqual(self._read(self.bolt_team["voter"]), [])
        self._as("secretary", comment).action_publish()
        self.assertEqual(self._read(self.bolt_team["voter"]), [("Acme", "Published")])

    def test_comments_are_published_at_once_where_the_association_wants_it(self):
        self.company.club_comments_at_once = True
        self._write()
        self.assertEqual(self._read(self.bolt_team["voter"]), [("Acme", "Published")])

    def test_a_refusal_says_why_to_the_author_alone(self):
        comment = self._as("secretary", self._write())
        action = comment.action_refuse()
        wizard = comment.env["club.request.step"].with_context(**action["context"])
        with self.assertRaisesRegex(UserError, "Say why"):
            wizard.create({}).action_confirm()
        wizard.create({"reason": "It names a person"}).action_confirm()
        mine = self.request._comment_values(self._space(self.acme_team["voter"]))
        self.assertEqual(mine[0]["refusal"], "It names a person")
        self.assertEqual(self._read(self.bolt_team["voter"]), [])

    def test_readers_and_members_publish_nothing(self):
        comment = self._write()
        with mute_logger("odoo.addons.base.models.ir_model"):
            for role in ("reader", "treasurer", "employee", "portal"):
                with self.subTest(role=role), self.assertRaises(AccessError):
                    self._as(role, comment).action_publish()

    def test_nothing_of_a_hidden_comment_says_who_wrote_it(self):
        comment = self._write(shown=False)
        self.assertEqual(comment.create_uid, self.env.ref("base.user_root"))
        self._as("secretary", comment).action_publish()
        self.assertEqual(self._read(self.bolt_team["voter"]), [("", "Published")])
        self._as("secretary")
        office = self._space(self.users["secretary"], self.acme.id)
        values = self.request._comment_values(office)
        self.assertEqual([comment["is_mine"] for comment in values], [False])

    def test_authors_take_back_their_own_comments_only(self):
        comment = self._write()
        comment.sudo().state = "published"
        bolt = self._space(self.bolt_team["voter"])
        self.assertFalse(self.request._own_comment(bolt, comment.id))
        acme = self._space(self.acme_team["voter"])
        self.request._own_comment(acme, comment.id).unlink()
        self.assertFalse(comment.exists())

    def test_an_empty_comment_is_none(self):
        space = self._space(self.acme_team["voter"])
        with self.assertRaisesRegex(UserError, "Write your comment"):
            self.request._comment(space, self.acme, "  ", True)
