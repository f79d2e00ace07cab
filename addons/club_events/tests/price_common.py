"""A meeting with prices, people who book it, and a provider that tests play."""

from odoo import Command
from odoo.addons.club_portal.tests.payment_common import PaymentDuesCommon

from .common import TODAY, EventsCommon, freeze_time


@freeze_time(TODAY)
class PriceCommon(PaymentDuesCommon, EventsCommon):
    """Anna is a member; Acme a member company with two people; Gus is nobody's."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.tax = cls._tax("Tax of the day", 20)
        cls.product = cls._product("Day", cls.tax)
        cls.untaxed = cls._product("Plain day")
        cls.anna = cls._standing("Anna")
        cls.acme = cls._standing("Acme", kind=cls._company_type())
        cls.bob, cls.cleo = cls._person("Bob"), cls._person("Cleo")
        cls.gus = cls._person("Gus")

    @classmethod
    def _company_type(cls, **vals):
        return cls._type(
            f"Company {vals.get('is_sponsor', '')}",
            [{"amount": 100}],
            member_kind="organisation",
            **vals,
        )

    @classmethod
    def _tax(cls, name, percent, company=None, **vals):
        company = company or cls.company
        return cls.env["account.tax"].create(
            {
                "name": name,
                "amount": percent,
                "type_tax_use": "sale",
                "company_id": company.id,
                "country_id": company.account_fiscal_country_id.id,
                "price_include_override": "tax_excluded",
                **vals,
            }
        )

    @classmethod
    def _product(cls, name, taxes=None):
        return cls.env["product.product"].create(
            {
                "name": name,
                "type": "service",
                "service_tracking": "event",
                "list_price": 0,
                "taxes_id": [Command.set(taxes.ids if taxes else [])],
            }
        )

    @classmethod
    def _priced(cls, *prices, product=None, **vals):
        """A meeting with tickets (category, price, free places)."""
        event = cls._meeting(audience="open", **vals)
        for category, price, *free in prices:
            cls._ticket(
                event,
                category.title(),
                category,
                price,
                club_free_seats=free[0] if free else 0,
                product_id=(product or cls.untaxed).id,
            )
        return event

    @classmethod
    def _book(cls, event, people, membership=None, payer=None, ask=True, **vals):
        """A booking of these people, as registering makes it, its price asked."""
        payer = payer or (membership.partner_id if membership else people[0])
        booking = cls.env["club.event.booking"].create(
            {
                "event_id": event.id,
                "company_id": event.company_id.id,
                "booker_id": people[0].id,
                "payer_id": payer.id,
                "membership_id": membership.id if membership else False,
                **vals,
            }
        )
        for person in people:
            cls.env["event.registration"]._checked().create(
                {
                    "event_id": event.id,
                    "partner_id": person.id,
                    "name": person.name,
                    "email": person.email,
                    "attendee_id": person.id,
                    "membership_id": membership.id if membership else False,
                    "booking_id": booking.id,
                    "organisation_id": booking.membership_id.partner_id.filtered(
                        "is_company"
                    ).id,
                    "state": "draft",
                    "hold": "payment",
                    "hold_until": event.company_id._club_payment_deadline(),
                }
            )
        if ask:
            booking._ask_payment()
        return booking

    @classmethod
    def _code(cls, code="SPRING", **vals):
        return cls.env["club.event.discount"].create(
            {"code": code, "company_id": cls.company.id, **vals}
        )

    @classmethod
    def _lapse(cls, membership):
        """The membership ended: the status follows, as the nightly job writes it."""
        membership.period_ids.write({"date_to": "2026-01-31"})
        cls.env.flush_all()
        membership._refresh()

    def _pay_online(self, booking, **vals):
        """A payment begun as the page begins it."""
        amount, places = booking._payment_shares()
        return self.env["payment.transaction"].create(
            {
                "provider_id": self.provider.id,
                "payment_method_id": self.method.id,
                "amount": amount,
                "currency_id": booking.currency_id.id,
                "partner_id": booking.payer_id.id,
                "operation": "online_redirect",
                "club_booking_id": booking.id,
                "club_registration_ids": [Command.set(places.ids)],
                "invoice_ids": [Command.set(booking._open_debts().move_id.ids)],
                **vals,
            }
        )

    def _expire(self, booking):
        """The place was kept long enough: the job frees it."""
        places = booking.registration_ids
        with freeze_time("2026-03-15 02:00:00"):
            self.env["event.registration"]._end_late()
        self.assertEqual(set(places.mapped("state")), {"cancel"})

    def _totals(self, moves):
        return moves.mapped("amount_total")
