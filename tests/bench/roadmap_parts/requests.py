"""The list of requests as a member sees it, in a club of any size."""

from __future__ import annotations

import itertools
import random
from datetime import date
from typing import Any

from dues_parts.association import Association
from dues_parts.measure import analyze
from portal_parts.world import sign_up

# What members open, by name; the figure is that of `list`.
PAGES = {"list": "/my/requests"}
MEMBERS = 2_500
SUPPORTS_EACH = 200
FEWEST = 20
KINDS = ("product", "product", "product", "defect", "documentation", "hotline", "price")
# As they are after some years: many collect support, many are answered.
STATES = (
    *("open",) * 8,
    *("sponsored", "voting", "chosen", "sent", "planned", "in_progress"),
    *("delivered", "delivered", "declined", "closed"),
)
WORDS = (
    *("Close", "Import", "Print", "Export", "Correct", "Approve", "Plan", "Sort"),
    *("several invoices", "the bank file", "a payslip", "the stock", "a budget"),
    *("at once", "without leaving the page", "by site", "for auditors", "at night"),
)

# Members m, m + step, m + 2·step… support a request: each of them once.
_SUPPORT = """
    INSERT INTO club_request_support
           (request_id, root_id, membership_id, partner_id, company_id, is_shown)
    SELECT r.id, r.id, m.id, m.partner_id, m.company_id, n.i %% 3 <> 0
      FROM unnest(%(requests)s, %(counts)s) AS r(id, supporters)
     CROSS JOIN LATERAL generate_series(1, r.supporters) AS n(i)
      JOIN (SELECT id, partner_id, company_id, row_number() OVER (ORDER BY id) AS place
              FROM club_membership WHERE id = ANY(%(members)s)) m
        ON m.place = 1 + (r.id::bigint * 37 + n.i * 7) %% %(size)s
"""


class Club:
    """Members, a product of the vendor, and requests that members support."""

    def __init__(self, env: Any) -> None:
        association = Association.found(env)
        association.sections.write({"portal_open_on": "2020-01-01"})
        self.env = env
        self.company = association.company
        self.members = association.add_members(association.collective, MEMBERS)
        sign_up(env, self.members[0])
        vendor = env["res.partner"].create({"name": "Vendor", "is_company": True})
        self.product = env["club.product"].create(
            {
                "name": "Ledger",
                "vendor_id": vendor.id,
                "company_id": self.company.id,
                "module_ids": [(0, 0, {"name": name}) for name in ("Payroll", "Stock")],
                "version_ids": [(0, 0, {"name": "12", "state": "released"})],
            }
        )
        self.draw = random.Random(date.today().year)
        self.requests = env["club.request"]

    def grow(self, requests: int) -> int:
        """Have so many requests in all, 200 supports each; return all supports."""
        made = self.env["club.request"]
        for start in range(len(self.requests), requests, 500):
            some = range(start, min(start + 500, requests))
            made += self.env["club.request"].create(
                [self._values(number) for number in some]
            )
        self.requests += made
        self._write_authors(made)
        self._support(made)
        analyze(self.env)
        return int(self.env["club.request.support"].search_count([]))

    def _values(self, number: int) -> dict[str, Any]:
        draw = self.draw
        return {
            "name": f"{draw.choice(WORDS[:8])} {draw.choice(WORDS[8:13])}"
            f" {draw.choice(WORDS[13:])} ({number})",
            "kind": draw.choice(KINDS),
            "wish": "It should take one click instead of ten. " * 5,
            "motivation": "Two days are lost every month, on each site. " * 5,
            "product_id": self.product.id,
            "module_id": draw.choice(self.product.module_ids).id,
            "state": draw.choice(STATES),
            "company_id": self.company.id,
        }

    def _write_authors(self, requests: Any) -> None:
        self.env["club.roadmap.author"].create(
            [
                {
                    "model": "club.request",
                    "res_id": request.id,
                    "partner_id": member.partner_id.id,
                    "membership_id": member.id,
                }
                for request in requests
                for member in [self.members[request.id % MEMBERS]]
            ]
        )

    def _support(self, requests: Any) -> None:
        """Few have many supporters, many have few; 200 each on average."""
        self.env.flush_all()
        counts = [FEWEST + round(900 * self.draw.random() ** 4) for _ in requests]
        missing = SUPPORTS_EACH * len(requests) - sum(counts)
        for place in itertools.cycle(range(len(counts))):
            if not missing:
                break
            if FEWEST < counts[place] < 900:
                step = 1 if missing > 0 else -1
                counts[place] += step
                missing -= step
        self.env.cr.execute(
            _SUPPORT,
            {
                "requests": requests.ids,
                "counts": counts,
                "members": self.members.ids,
                "size": MEMBERS,
            },
        )
        requests._count_support()
