from odoo.tests import tagged

from .common import TODAY, SupportCommon, freeze_time


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestDutyCandidates(SupportCommon):
    """Who is proposed for a duty, and what can be exchanged for it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.anna = cls._volunteer("Anna")
        cls.bea = cls._volunteer("Bea")
        cls.carl = cls._volunteer("Carl", cls.normandy, helps_neighbours=True)
        cls.rota = cls._rota()
        cls.duty = cls._duty(cls.rota, cls.anna)

    def _absent(self, volunteer, kind="away"):
        self.env["club.volunteer.absence"].create(
            {
                "volunteer_id": volunteer.id,
                "kind": kind,
                "date_from": "2026-04-08",
                "date_to": "2026-04-08",
            }
        )

    def _share(self, **shares):
        solution = self.env["club.rota.solution"].create({"rota_id": self.rota.id})
        self.rota.solution_id = solution
        for name, share in shares.items():
            self.env["club.rota.share"].create(
                {
                    "solution_id": solution.id,
                    "volunteer_id": getattr(self, name).id,
                    "load": 1,
                    "share": share,
                }
            )

    def test_the_own_section_comes_before_neighbours(self):
        self.assertEqual(list(self.duty._candidates()), [self.bea, self.carl])

    def test_whoever_has_the_duty_is_not_proposed(self):
        self.assertNotIn(self.anna, self.duty._candidates())

    def test_who_is_in_the_way_is_not_proposed(self):
        self._absent(self.bea)
        self.carl.helps_neighbours = False
        self.assertFalse(self.duty._candidates())

    def test_who_left_the_contacts_is_not_proposed(self):
        self.carl.partner_id.active = False
        self.assertEqual(self.duty._candidates(), self.bea)

    def test_another_association_is_never_asked(self):
        other = self._association("Elsewhere")
        self._volunteer("Zoe", other._club_root_section())
        self.assertEqual(self.duty._candidates(), self.bea | self.carl)

    def test_who_dislikes_these_days_comes_later(self):
        dora = self._volunteer("Dora")
        self._absent(self.bea, "disliked")
        self.assertEqual(list(self.duty._candidates()), [dora, self.bea, self.carl])

    def test_who_brings_the_missing_skill_comes_first(self):
        self.rota.line_ids.skill_ids = self.finance
        dora = self._volunteer("Dora", skills=self.finance)
        self.assertEqual(list(self.duty._candidates()), [dora, self.bea, self.carl])
        # The other one on duty has it: anybody will do.
        dora.max_load = 9
        self._duty(self.rota, dora, role="backup")
        self.assertEqual(list(self.duty._candidates()), [self.bea, self.carl])

    def test_who_served_least_of_their_share_comes_first(self):
        self.dora = self._volunteer("Dora")
        self._share(bea=1.0, dora=4.0)
        self._duty(self.rota, self.bea, slot=4)
        self._duty(self.rota, self.dora, slot=4, role="backup")
        self._duty(self.rota, self.dora, slot=7)
        # One of one duty, against two of four.
        self.assertEqual(
            list(self.duty._candidates()), [self.dora, self.bea, self.carl]
        )

    def test_the_number_of_queries_does_not_grow_with_the_volunteers(self):
        self._forget_nothing()

        def count():
            self.env.invalidate_all()
            with self.assertQueryCount(17):
                return len(self.duty._candidates())

        self.assertEqual(count(), 2)
        for number in range(12):
            self._volunteer(f"V{number}")
        self.assertEqual(count(), 14)

    def test_a_duty_of_somebody_free_on_mine_can_be_exchanged(self):
        hers = self._duty(self.rota, self.bea, slot=5)
        self._duty(self.rota, self.carl, slot=6, state="draft")
        self.assertEqual(self.duty._swappable(self.anna), hers)

    def test_no_exchange_where_either_side_cannot(self):
        hers = self._duty(self.rota, self.bea, slot=5)
        self._absent(self.bea)
        self.assertFalse(self.duty._swappable(self.anna))
        self.bea.absence_ids.unlink()
        self.anna.max_load = 0
        self.assertFalse(self.duty._swappable(self.anna))
        self.anna.max_load = 8
        self.assertEqual(self.duty._swappable(self.anna), hers)

    def test_a_full_year_does_not_stand_in_the_way_of_an_exchange(self):
        hers = self._duty(self.rota, self.bea, slot=5)
        (self.anna | self.bea).max_load = 1
        self.assertEqual(self.duty._swappable(self.anna), hers)

    def test_the_other_one_on_duty_is_no_exchange(self):
        self._duty(self.rota, self.bea, role="backup")
        self.assertFalse(self.duty._swappable(self.anna))

    def test_what_has_begun_is_not_exchanged(self):
        self._duty(self.rota, self.bea, slot=1)
        self.anna.rest = self.bea.rest = 0
        with freeze_time("2026-04-13"):
            self.assertFalse(self.duty._swappable(self.anna))

    def test_the_number_of_queries_does_not_grow_with_the_duties(self):
        self._forget_nothing()

        def count():
            self.env.invalidate_all()
            with self.assertQueryCount(20):
                return len(self.duty._swappable(self.anna))

        self._duty(self.rota, self.bea, slot=5)
        self.assertEqual(count(), 1)
        for number in range(8):
            self._duty(
                self._rota(name=f"R{number}"),
                self._volunteer(f"V{number}"),
                slot=4 + number % 4,
            )
        self.assertEqual(count(), 9)
