"""Operations drawn at random: which, on what and in which order, a seed decides."""

import random
from collections import Counter

from odoo.exceptions import UserError, ValidationError

from .books_audit_common import BooksAuditCommon
from .common import day


class BooksDrawingCommon(BooksAuditCommon):
    """Drawing: the operations are all that is named ``_op_...``."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.sections = cls.root | cls.brittany | cls.provence

    def setUp(self):
        super().setUp()
        self.tally = Counter()
        self.refused = Counter()
        self.names = 0

    def _draw(self, seed, count):
        """Do ``count`` operations in an order that the seed decides."""
        self.random = random.Random(seed)
        operations = sorted(name for name in dir(self) if name.startswith("_op_"))
        for number in range(count):
            name = self.random.choice(operations)
            self._try(name)
            if number % 100 == 99:
                self._check_books(f"after {number + 1} operations of seed {seed}")
        return operations

    def _try(self, name):
        """One operation; what the association refuses in words leaves no trace."""
        try:
            with self.env.cr.savepoint():
                done = getattr(self, name)()
        except (UserError, ValidationError) as refusal:
            self.env.invalidate_all()
            self.refused[name, str(refusal)[:60]] += 1
        else:
            self.tally[name] += bool(done)

    def _any(self, model, domain=(), limit=20):
        """Some record of the association, none if there is none."""
        found = self.env[model].search(
            [("company_id", "=", self.company.id), *domain],
            limit=limit,
            order="id desc",
        )
        return self.random.choice(found) if found else found

    def _cents(self, least, most):
        return self.random.randint(least * 100, most * 100) / 100

    def _date(self):
        return day(
            f"2026-{self.random.randint(1, 3):02}-{self.random.randint(1, 14):02}"
        )

    def _name(self, word):
        self.names += 1
        return f"{word} {self.names}"
