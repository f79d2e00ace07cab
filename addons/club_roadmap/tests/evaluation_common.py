from datetime import datetime
from unittest.mock import patch

from odoo import Command
from odoo.tests import new_test_user

from .common import RoadmapCommon

OPENS = datetime(2026, 3, 15, 8)
NOW = datetime(2026, 3, 15, 10)
CLOSES = datetime(2026, 4, 15, 18)


class EvaluationCommon(RoadmapCommon):
    """Two companies with four users each, four member persons, and an evaluation of
    the product: two modules and two criteria."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.persons = []
        for number in range(1, 5):
            membership = cls._member(f"Person {number}", cls.brittany)
            cls._period(membership, "2024-01-01", "2099-12-31")
            cls.persons.append(membership.partner_id)
        criteria = cls.env["club.evaluation.criterion"]
        cls.hotline, cls.price = criteria.create(
            [{"name": "Hot line"}, {"name": "Value for money"}]
        )
        cls.users_of = [
            *cls.acme_team.values(),
            *cls.bolt_team.values(),
            *cls.persons,
        ]

    def setUp(self):
        super().setUp()
        self.now = NOW
        clock = patch.object(
            type(self.env["club.ballot.box"]), "_clock", lambda box: self.now
        )
        clock.start()
        self.addCleanup(clock.stop)

    @classmethod
    def _draft(cls, **vals):
        return cls.env["club.evaluation"].create(
            {
                "name": "Ledger 2026",
                "company_id": cls.company.id,
                "product_id": cls.product.id,
                "year": 2026,
                "opens_at": OPENS,
                "closes_at": CLOSES,
                "criterion_ids": [Command.set((cls.hotline | cls.price).ids)],
                **vals,
            }
        )

    def _opened(self, **vals):
        evaluation = self._draft(**vals)
        evaluation.action_open()
        return evaluation

    def _code(self, subject):
        kind = "module" if subject._name == "club.product.module" else "criterion"
        return f"{kind}-{subject.id}"

    def _answer(self, evaluation, person, marks):
        """A person answers: ``{module or criterion: mark}``; returns the receipt."""
        line = evaluation.roll_ids.filtered(lambda line: line.partner_id == person)
        content = {self._code(subject): mark for subject, mark in marks.items()}
        return evaluation.box_id._cast(line, person, content)

    def _all_answer(self, evaluation, subject, marks):
        """The first users give these marks, in their order."""
        return [
            self._answer(evaluation, person, {subject: mark})
            for person, mark in zip(self.users_of, marks, strict=False)
        ]

    def _close(self, evaluation):
        box = evaluation.box_id.sudo()
        box._stop()
        self.env.cr.postcommit.clear()
        box._seal()
        box._count()

    def _published(self, subject, marks, **vals):
        """An evaluation in which the first users gave these marks."""
        evaluation = self._opened(**vals)
        self._all_answer(evaluation, subject, marks)
        self._close(evaluation)
        evaluation.action_publish()
        return evaluation

    def _figure(self, evaluation, subject):
        code = self._code(subject)
        return evaluation.figure_ids.filtered(lambda f: f.question_id.code == code)

    @classmethod
    def _login(cls, person):
        """A portal user for this person."""
        return new_test_user(
            cls.env,
            login=f"user_{person.id}",
            groups="base.group_portal",
            partner_id=person.id,
            name=person.name,
            email=person.email,
            company_id=cls.company.id,
            company_ids=[Command.set(cls.company.ids)],
        )

    def _space(self, user):
        return self.env(user=user)["club.space"]._open()
