"""Rotas that are planned in the test's own process, and who may plan them."""

from contextlib import contextmanager
from unittest.mock import patch

from odoo.addons.club_support.models import club_rota_planning
from odoo.addons.club_support.rota.planning import plan

from .common import SupportCommon


class SameProcess:
    """A planning job that is done as soon as it starts."""

    jobs = {}

    def __init__(self, folder):
        self.folder = folder
        self.facts = self.jobs.get(folder, {})

    @classmethod
    def prepare(cls, request):
        folder = f"job-{len(cls.jobs)}"
        cls.jobs[folder] = {"request": request}
        return cls(folder)

    def start(self):
        self.facts["result"] = plan(self.facts["request"])

    def request(self):
        return self.facts["request"]

    def progress(self):
        return self.facts.get("progress", [])

    def result(self):
        return self.facts.get("result")

    def is_alive(self):
        return self.facts.get("alive", True)

    def discard(self):
        self.jobs.pop(self.folder, None)


class RotaCommon(SupportCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_users()
        cls.coordinator = cls.users["officer"]

    @contextmanager
    def _planner(self, job=SameProcess):
        """The cron and its jobs, inside the test's transaction."""
        with (
            patch.object(club_rota_planning, "Job", job),
            patch.object(club_rota_planning, "PAUSE", 0),
            self.enter_registry_test_mode(),
        ):
            yield

    def _plan(self, rota):
        rota.action_plan()
        with self._planner():
            self.env.ref("club_support.ir_cron_club_rota").method_direct_trigger()
        rota.invalidate_recordset()
        return rota

    def _absent(self, volunteer, first, last, kind="away"):
        return self.env["club.volunteer.absence"].create(
            {
                "volunteer_id": volunteer.id,
                "kind": kind,
                "date_from": first,
                "date_to": last,
            }
        )
