"""A rota in force that somebody drops out of."""

from .rota_common import RotaCommon


class RepairCommon(RotaCommon):
    """Four weeks from 6 April 2026 on, three duties at most for each volunteer."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.anna = cls._volunteer("Anna", max_load=36, rest=0)
        cls.bea = cls._volunteer("Bea", max_load=36, rest=0)
        cls.carl = cls._volunteer("Carl", max_load=36, rest=0)
        cls.nobody = cls.env["club.volunteer"]
        cls.rota = cls._rota(slot_count=4, per_slot="1", state="published")
        turns = (cls.anna, cls.bea, cls.nobody, cls.carl)
        cls.duties = cls.env["club.duty"].concat(
            *(cls._duty(cls.rota, who, slot=slot) for slot, who in enumerate(turns))
        )

    def _drop_out(self, volunteer=None, user=None, **asked):
        """The repair of Anna's absence in April, as the coordinator asks for it."""
        volunteer = volunteer or self.anna
        values = {
            "volunteer_id": volunteer.id,
            "rota_id": self.rota.id,
            "date_from": "2026-04-06",
            "date_to": "2026-04-12",
            **asked,
        }
        starts = self.env["club.rota.repair.start"].with_user(user or self.coordinator)
        action = starts.create(values).action_find()
        return starts.env["club.rota.repair"].browse(action["res_id"])

    def _who(self):
        self.duties.invalidate_recordset()
        return [duty.volunteer_id.name for duty in self.duties]
