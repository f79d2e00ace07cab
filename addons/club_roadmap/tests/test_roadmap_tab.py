from odoo.addons.club_membership.tests.common import TODAY
from odoo.addons.club_portal.models.club_space import Space
from odoo.tests import freeze_time, tagged

from .common import RoadmapCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestRoadmapTab(RoadmapCommon):
    def test_what_waits_is_counted_once_for_a_page(self):
        """The menu shows the sum of what the tabs show."""
        self._forget_nothing()
        space = Space(self.env.user, self.acme_team["voter"])
        tabs = self.env["club.roadmap.tab"]._all(space)
        with self.assertQueryCount(0):
            self.assertEqual(self.env["club.roadmap.tab"]._all(space), tabs)
