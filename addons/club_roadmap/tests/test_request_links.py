from datetime import datetime
from unittest.mock import patch

from odoo.addons.club_membership.tests.common import TODAY
from odoo.addons.club_portal.models.club_space import Space
from odoo.tests import freeze_time, tagged

from .vendor_common import VendorCommon

SECTIONS = [
    "request_wish",
    "request_standing",
    "request_support",
    "request_vendor",
    "request_pains",
    "request_comments",
    "request_history",
]


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestRequestLinks(VendorCommon):
    """From a request a member finds all that deals with it."""

    def _space(self, person=None):
        return Space(self.env.user, person or self.bolt_team["voter"])

    def _links(self, request=None, space=None):
        found = (request or self.first)._link_values(space or self._space())
        return {(link["title"], link["text"], link["url"]) for link in found}

    def _vote(self, requests, **vals):
        return self.env["club.round"].create(
            {
                "name": "Round one",
                "company_id": self.company.id,
                "opens_at": "2026-03-15 08:00:00",
                "closes_at": "2026-04-05 16:00:00",
                "line_ids": [(0, 0, {"request_id": each.id}) for each in requests],
                **vals,
            }
        )

    def test_a_vote_is_found_once_it_is_announced_and_tells_its_outcome(self):
        vote = self._vote(self.first | self.second)
        self.assertFalse(self._links())
        vote.box_id.sudo().state = "open"
        now = datetime(2026, 3, 20, 8)
        clock = patch.object(type(vote.box_id), "_clock", lambda box: now)
        clock.start()
        self.addCleanup(clock.stop)
        [(title, text, url)] = self._links()
        self.assertEqual((title, url), ("Round one", f"/my/votes/{vote.id}"))
        self.assertIn("Voting", text)
        vote.box_id.sudo().write({"state": "published", "closed_at": TODAY})
        vote.line_ids[0].sudo().write({"chosen": True, "place": 2})
        [(_title, text, url)] = self._links()
        self.assertEqual(text, "Chosen, in place 2.")
        self.assertEqual(url, f"/my/votes/{vote.id}/list")
        [(_title, text, _url)] = self._links(self.second)
        self.assertEqual(text, "Not chosen.")

    def test_a_dossier_is_found_once_it_is_released_with_its_answer(self):
        self._dossier(self.first, released=False)
        self.assertFalse(self._links())
        dossier = self._dossier(self.first)
        self.env.flush_all()
        url = f"/my/vendor/{dossier.id}"
        [(title, text, found)] = self._links()
        self.assertEqual((title, found), ("Requests of 2026", url))
        self.assertIn("Not answered yet; awaited until", text)
        version = self._version()
        self._answer(dossier.line_ids, version=str(version.id))
        links = self._links()
        self.assertEqual(len(links), 2)
        self.assertIn(
            f"/my/releases?product={self.product.id}", {url for *_said, url in links}
        )

    def test_what_was_merged_leads_where_it_went_on(self):
        dossier = self._dossier(self.second)
        self.second._merge_into(self.first)
        [(_title, _text, url)] = self._links(self.first)
        self.assertEqual(url, f"/my/vendor/{dossier.id}")

    def test_a_shared_development_is_found_and_none_in_preparation(self):
        funding = self.env["club.cofunding"].create(
            {
                "name": "Labels together",
                "company_id": self.company.id,
                "request_id": self.first.id,
                "description": "<p>Shared.</p>",
                "amount": 1000,
                "deadline": "2026-12-31",
            }
        )
        self.assertFalse(self._links())
        funding.sudo().state = "open"
        [(title, _text, url)] = self._links()
        self.assertEqual(title, "Labels together")
        self.assertEqual(url, f"/my/cofunding/{funding.id}")

    def test_a_letter_for_a_commission_is_no_link_for_others(self):
        board = self.env["club.commission"].create(
            {"name": "Board", "state": "open", "company_id": self.company.id}
        )
        letter = self.env["club.letter"].create(
            {
                "subject": "Support on Saturdays",
                "body": "<p>Please.</p>",
                "vendor_id": self.vendor.id,
                "company_id": self.company.id,
                "request_ids": [(6, 0, self.first.ids)],
            }
        )
        letter._step("sent", ("draft",), sent_on=TODAY)
        self.assertEqual(
            {url for *_s, url in self._links()}, {f"/my/letters/{letter.id}"}
        )
        letter.sudo()._write({"audience": "commission", "audience_id": board.id})
        letter.invalidate_recordset()
        self.assertFalse(self._links())

    def test_the_page_goes_from_what_it_is_to_what_happened(self):
        arch = self.env.ref("club_roadmap.request")._get_combined_arch()
        found = [
            (node.get("aria-labelledby") or node.get("t-call", "").rpartition(".")[2])
            for node in arch.iter("section", "t")
        ]
        named = {"request_supporters": "request_support"}
        order = [named.get(name, name) for name in found]
        self.assertEqual([name for name in order if name in SECTIONS], SECTIONS)
