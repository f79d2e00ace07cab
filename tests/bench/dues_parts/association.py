"""The association on which dues are measured: books, sections, a type, members."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from .measure import analyze

SECTIONS = 10
AMOUNT = 100.0
# One in so many members has no e-mail, writes English, or is paid for by the
# member before (a household).
WITHOUT_EMAIL = 10
ENGLISH = 4
HOUSEHOLD = 20

# Every column of the model partner, but what makes a person that person.
_COPY_PARTNERS = """
    INSERT INTO res_partner ({columns}, name, complete_name, email,
                             email_normalized, lang, commercial_partner_id, id)
    SELECT {columns}, 'Member ' || n.i, 'Member ' || n.i,
           CASE WHEN n.i %% %(without)s <> 0 THEN 'm' || n.i || '@example.org' END,
           CASE WHEN n.i %% %(without)s <> 0 THEN 'm' || n.i || '@example.org' END,
           CASE WHEN n.i %% %(english)s = 0 THEN 'en_US' ELSE 'fr_FR' END,
           n.id, n.id
      FROM res_partner model
     CROSS JOIN (SELECT i, nextval('res_partner_id_seq') AS id
                   FROM generate_series(1, %(count)s) AS i) n
     WHERE model.id = %(model)s
 RETURNING id
"""
_OWN_COLUMNS = {
    "id", "name", "complete_name", "email", "email_normalized", "lang",
    "commercial_partner_id",
}  # fmt: skip


@dataclass
class Association:
    """Records that every side of the bench works with."""

    env: Any
    company: Any
    sections: Any
    collective: Any
    bank: Any
    income: Any
    chunk: int

    @classmethod
    def found(cls, env: Any) -> Association:
        """Open the books of the database's first company and make its types."""
        company = env.company
        env["res.lang"]._activate_lang("fr_FR")
        if not company.chart_template:
            env["account.chart.template"].try_loading(
                "generic_coa", company, install_demo=False
            )
        income = env["account.account"].search(
            [("account_type", "=", "income"), ("company_ids", "in", company.ids)],
            limit=1,
        )
        company.club_income_account_id = income
        root = company._club_root_section()
        root.write({"dues_open_on": "2020-01-01"})
        sections = env["club.section"].create(
            [
                {"name": f"Region {i}", "level": "region", "parent_id": root.id,
                 "company_id": company.id, "dues_open_on": "2020-01-01"}
                for i in range(SECTIONS)
            ]
        )  # fmt: skip
        return cls(
            env, company, sections,
            collective=_new_type(env, "Person", "collective"),
            bank=env["account.journal"].search(
                [("type", "=", "bank"), ("company_id", "=", company.id)], limit=1
            ),
            income=income,
            chunk=_chunk_size(),
        )  # fmt: skip

    def new_type(self, name: str, booking_mode: str = "collective") -> Any:
        """Return a membership type of its own, so that a call concerns nobody else."""
        return _new_type(self.env, name, booking_mode)

    def add_partners(self, count: int) -> list[int]:
        """Add people who were customers before, as whoever renews; return their ids."""
        env = self.env
        model = env["res.partner"].create(
            {"name": "Model", "city": "Rennes", "zip": "35000", "street": "1 quai",
             "country_id": env.ref("base.fr").id, "customer_rank": 1}
        )  # fmt: skip
        env.flush_all()
        env.cr.execute(
            "SELECT column_name FROM information_schema.columns"
            " WHERE table_schema = current_schema AND table_name = 'res_partner'"
            "   AND is_generated = 'NEVER'"
        )
        columns = ", ".join(
            f'"{name}"' for (name,) in env.cr.fetchall() if name not in _OWN_COLUMNS
        )
        env.cr.execute(
            _COPY_PARTNERS.format(columns=columns),
            {"count": count, "model": model.id, "without": WITHOUT_EMAIL,
             "english": ENGLISH},
        )  # fmt: skip
        ids = [row[0] for row in env.cr.fetchall()]
        env["res.partner"].invalidate_model()
        analyze(env)
        return ids

    def add_members(
        self,
        kind: Any,
        count: int,
        sections: Any = None,
        ends: date | None = None,
        households: bool = False,
    ) -> Any:
        """Add paid-up members of this year, spread evenly over sections.

        `ends` is their last day (default: the end of the year); in a household the
        member before pays.
        """
        places = (sections or self.sections).ids
        year = date.today().year
        partners = self.add_partners(count)
        members = self.env["club.membership"]
        for start in range(0, count, 5000):
            some = range(start, min(start + 5000, count))
            members += members._bulk_create(
                [
                    {
                        "partner_id": partners[i],
                        "company_id": self.company.id,
                        "section_id": places[i % len(places)],
                        "type_id": kind.id,
                        "date_from": f"{year}-01-01",
                        "date_to": str(ends or f"{year}-12-31"),
                        "confirmed": True,
                        **(
                            {"payer_id": partners[i - 1]}
                            if households and i % HOUSEHOLD == 1
                            else {}
                        ),
                    }
                    for i in some
                ]
            )
            analyze(self.env)
        return members

    def new_call(self, kinds: Any, sections: Any = None) -> Any:
        """Draft a call of next year's dues."""
        today = date.today()
        return self.env["club.dues.call"].create(
            {
                "name": f"Dues {today.year + 1}",
                "date": today,
                "due_date": date(today.year + 1, 1, 31),
                "term_from": date(today.year + 1, 1, 1),
                "term_to": date(today.year + 1, 12, 31),
                "type_ids": [(6, 0, kinds.ids)],
                "section_ids": [(6, 0, sections.ids if sections else [])],
            }
        )


def _new_type(env: Any, name: str, booking_mode: str) -> Any:
    return env["club.membership.type"].create(
        {
            "name": name,
            "booking_mode": booking_mode,
            "grace_days": 0,
            "price_ids": [(0, 0, {"date_from": "2020-01-01", "amount": AMOUNT})],
        }
    )


def _chunk_size() -> int:
    # Importable once Odoo knows where the addons are.
    from odoo.addons.club_membership.models.club_dues_call_chunk import CHUNK_SIZE

    return CHUNK_SIZE
