from odoo.tests import freeze_time, tagged

from .common import TODAY
from .recruitment_common import RecruitmentCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestRecruitmentFigures(RecruitmentCommon):
    """Coverage and conversion of a campaign counted by hand.

    Ten customers: seven in Brittany, three in Provence. Two were members before. Of the
    other eight one joined, one applied, one came as a guest and was lost, one was
    contacted, four are known only. One of the two members has lapsed since.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        acme = cls._standing("Acme", cls.brittany, cls.type_organisation)
        gone = cls._member("Gone", cls.provence, cls.type_organisation)
        cls._period(gone, "2024-01-01", "2024-12-31")
        for member, code in ((acme, "35000"), (gone, "13001")):
            cls._prospect(
                member.partner_id.name,
                zip=code,
                stage="joined",
                membership_id=member.id,
                was_member=True,
            )
        joined = cls._prospect("Joined")
        new = cls._standing("Joined", cls.brittany, cls.type_organisation)
        joined.partner_id = new.partner_id
        cls._prospect("Applied")._advance("applied", "application")
        guest = cls._prospect("Guest")
        guest._advance("guest", "guest")
        guest.write({"stage": "lost", "lost_reason": "No time"})
        cls._prospect("Contacted")._advance("contacted", "message")
        for number, code in enumerate(("35001", "35002", "13001", "13002")):
            cls._prospect(f"Known {number}", zip=code)

    def test_the_campaign_says_it_in_plain_numbers(self):
        campaign = self.campaign
        self.assertEqual((campaign.listed_count, campaign.member_count), (10, 2))
        self.assertAlmostEqual(campaign.coverage, 20.0)
        self.assertEqual(
            [
                campaign[f"{name}_count"]
                for name in ("prospect", "contacted", "guest", "applied", "joined")
            ],
            [8, 4, 3, 2, 1],
        )
        self.assertEqual(campaign.lost_count, 1)
        self.assertEqual(
            campaign.funnel.splitlines(),
            [
                "Contacted: 4 of 8 (50 %)",
                "Came as guests: 3 of 4 (75 %)",
                "Applied: 2 of 3 (67 %)",
                "Joined: 1 of 2 (50 %)",
            ],
        )

    def test_the_vendor_may_know_of_more_customers(self):
        self.campaign.vendor_base = 40
        self.assertAlmostEqual(self.campaign.coverage, 5.0)

    def test_shares_of_a_section_are_of_its_sums(self):
        rows = self.env["club.recruitment.figure"]._read_group(
            [("recruitment_id", "=", self.campaign.id)],
            ["section_id"],
            ["customers:sum", "members:sum", "coverage:avg", "conversion:avg"],
        )
        found = {section.name: numbers for section, *numbers in rows}
        self.assertEqual(found["Brittany"][:2], [7, 2])
        self.assertAlmostEqual(found["Brittany"][2], 100 * 2 / 7)
        self.assertAlmostEqual(found["Brittany"][3], 100 / 6)
        self.assertEqual(found["Provence"], [3, 0, 0.0, 0.0])

    def test_region_groups_add_their_sections_up(self):
        rows = self.env["club.recruitment.figure"]._read_group(
            [("recruitment_id", "=", self.campaign.id)],
            ["region_group_id"],
            ["customers:sum"],
        )
        self.assertEqual(
            {group.name: count for group, count in rows}, {"North": 7, "South": 3}
        )

    def test_many_campaigns_take_as_many_queries_as_one(self):
        self._forget_nothing()
        campaigns = self.campaign
        for number in range(5):
            campaigns |= self.campaign.copy({"name": f"Copy {number}"})
        counts = []
        # The first round fills the caches.
        for some in (campaigns, self.campaign, campaigns):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            some.mapped("coverage")
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(counts[1], counts[2])

    def test_an_officer_reads_the_sum_and_the_own_section(self):
        mine = self._as("officer", self.campaign)
        self.assertEqual(mine.listed_count, 10)
        figures = mine.env["club.recruitment.figure"].search([])
        self.assertEqual(figures.section_id, self.brittany)
