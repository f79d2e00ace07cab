from odoo.addons.club_membership.tests.common import TODAY
from odoo.tests import freeze_time, tagged

from .dues_pages_common import DuesPagesCommon

# What each page may ask the database, remembered things left out. A page that needs
# more says in its commit what for.
QUERIES = {
    "/my": 25,
    "/my/calendar": 14,
    "/my/card": 16,
    "/my/commissions": 14,
    "/my/commissions/{commission}": 23,
    "/my/commissions/{commission}/desk": 19,
    "/my/company": 21,
    "/my/directory": 20,
    "/my/directory?search=an": 21,
    "/my/dues": 33,
    "/my/dues/pay": 40,
    "/my/hours": 30,
    "/my/membership": 28,
    "/my/privacy": 19,
    "/my/privacy/consents": 14,
    "/my/privacy/data": 34,
    "/my/privacy/erasure": 16,
    "/my/privacy/of/{acme}": 17,
}


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestPageQueries(DuesPagesCommon):
    """What the pages of the space cost, for a member who uses all of it: Anna owes
    dues, manages the team of Acme and chairs a commission."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.membership = cls.due.membership_id
        cls.acme_membership = cls.acme_due.membership_id
        for membership in cls.membership | cls.acme_membership:
            membership.period_ids.confirmed_on = TODAY
            membership._refresh()
        cls.commission = cls.env["club.commission"].create(
            {"name": "Training", "company_id": cls.company.id, "state": "open"}
        )
        cls._seat(cls.membership, role="chair")
        cls._people(2)

    @classmethod
    def _seat(cls, membership, **vals):
        return cls.env["club.commission.member"].create(
            {
                "commission_id": cls.commission.id,
                "partner_id": membership.partner_id.id,
                "membership_id": membership.id,
                "state": "active",
                "date_from": "2024-01-01",
                **vals,
            }
        )

    @classmethod
    def _people(cls, count):
        """More members, who all sit in the commission and act for Acme."""
        for _number in range(count):
            membership = cls._member("Anybody Else", cls.brittany)
            cls._period(membership, "2024-01-01", "2099-12-31")
            cls._seat(membership)
            cls._seat_at_acme(membership)
        cls.env["club.directory.entry"]._rebuild()
        cls.env.flush_all()

    @classmethod
    def _seat_at_acme(cls, membership):
        cls.env["club.delegation"].create(
            {
                "membership_id": cls.acme_membership.id,
                "partner_id": membership.partner_id.id,
                "role": "seat",
                "date_from": "2024-01-01",
            }
        )

    def _asked(self):
        """Queries of each page: the least of three looks, as the first one remembers
        what can be, and Python may forget some of it."""
        self._as("anna")
        ids = {"commission": self.commission.id, "acme": self.acme_membership.id}
        found = {}
        for path in QUERIES:
            counts = []
            for _look in range(3):
                before = self.cr.sql_log_count
                self._page(path.format(**ids))
                counts.append(self.cr.sql_log_count - before)
            found[path] = min(counts)
        return found

    def test_no_page_asks_more_than_it_may(self):
        too_many = {
            path: count
            for path, count in self._asked().items()
            if count > QUERIES[path]
        }
        self.assertFalse(too_many)

    def test_no_page_asks_more_as_its_lists_grow(self):
        before = self._asked()
        self._people(60)
        self.assertEqual(self._asked(), before)
