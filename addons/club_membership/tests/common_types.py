from odoo import Command


class ClubTypes:
    """Membership types of the test association: part of ``ClubCommon``."""

    @classmethod
    def _create_types(cls):
        chart = cls.env["account.chart.template"].with_company(cls.company)
        cls.bank_journal = chart.ref("bank")
        cls.income_account = cls.company.club_income_account_id
        cls.tax = cls.env["account.tax"].search(
            [("company_id", "=", cls.company.id), ("type_tax_use", "=", "sale")],
            limit=1,
        )
        cls.tax.write({"name": "20%", "amount": 20.0})
        # 30 euros a year, booked collectively; pro-rata and fees are each test's own.
        cls.type_person = cls._type("Person", [{"amount": 30}], member_kind="person")
        cls.type_organisation = cls._type(
            "Organisation",
            [
                {
                    "bracket_ids": [
                        Command.create({"headcount_from": start, "amount": amount})
                        for start, amount in ((1, 100), (50, 250), (250, 600))
                    ]
                }
            ],
            member_kind="organisation",
            price_model="bracket",
            booking_mode="invoice",
            tax_ids=[Command.set(cls.tax.ids)],
        )
        cls.type_seats = cls._type(
            "Team",
            [{"amount": 200, "seats_included": 3, "seat_price": 40}],
            member_kind="organisation",
            price_model="seats",
            booking_mode="invoice",
        )
        cls.type_choice = cls._type(
            "Supporter", [{"amount": 20, "minimum": 5}], price_model="free"
        )
        cls.type_honorary = cls._type("Honorary", [], is_free=True)

    @classmethod
    def _type(cls, name, prices, company=None, **vals):
        """A calendar-year type whose ``prices`` are dated from 2020 by default."""
        return cls.env["club.membership.type"].create(
            {
                "name": name,
                "company_id": (company or cls.company).id,
                "price_ids": [
                    Command.create({"date_from": "2020-01-01", **price})
                    for price in prices
                ],
                **vals,
            }
        )
