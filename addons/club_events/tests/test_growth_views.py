from odoo.tests import freeze_time, tagged

from .common import TODAY
from .figures_common import FiguresCommon

ACTIONS = (
    *("club_benefit_action", "club_benefit_use_action", "club_recruitment_action"),
    *("club_prospect_action", "club_recruitment_figure_action"),
    *("club_event_figure_action", "club_event_fact_action"),
    *("club_event_absence_action", "event_registration_missed_action"),
)


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestGrowthViews(FiguresCommon):
    """Who sees a menu can open it, and read what stands in it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        event = cls._held("2026-01-20", section_id=cls.brittany.id)
        ada, bob, _cleo = cls.people
        cls._came(event, ada, cls.acme)
        cls._came(event, bob, cls.acme, state="open")
        campaign = cls.env["club.recruitment"].create(
            {"name": "Campaign", "company_id": cls.company.id}
        )
        cls.env["club.prospect"].create(
            {
                "name": "Globex",
                "recruitment_id": campaign.id,
                "section_id": cls.brittany.id,
            }
        )
        benefit = cls.env["club.benefit"].create(
            {
                "name": "Modules",
                "company_id": cls.company.id,
                "provider_id": cls._organisation("Vendor").id,
            }
        )
        cls.env["club.benefit.use"].create(
            {
                "benefit_id": benefit.id,
                "membership_id": cls.acme.id,
                "partner_id": ada.id,
                "date": TODAY,
            }
        )
        cls.env.flush_all()

    def _open(self, env, name):
        """The rows of the action's list, with every field of its views."""
        action = env["ir.actions.act_window"]._for_xml_id(f"club_events.{name}")
        model = env[action["res_model"]]
        views = [(view or False, mode) for view, mode in action["views"]]
        found = model.get_views(views)["models"][action["res_model"]]["fields"]
        return model.search([]).read(list(found))

    def test_officers_readers_and_the_secretary_open_each(self):
        for role in ("officer", "reader", "secretary"):
            for name in ACTIONS:
                with self.subTest(role=role, action=name):
                    rows = self._open(self._as(role), name)
                    if name != "club_event_absence_action":
                        self.assertTrue(rows)
