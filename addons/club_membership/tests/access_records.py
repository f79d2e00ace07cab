"""How to make one record of each model in a section: used by the access table."""

from base64 import b64encode
from dataclasses import dataclass
from itertools import count

RECIPES = {}
_serial = count(1)


@dataclass
class Recipe:
    """How to make, read and change a record of one model."""

    values: callable  # world -> values of a new record
    make: callable  # world -> record that exists already
    read: str
    write: str

    def change(self, record):
        """Values that write a field without changing it."""
        value = record.sudo()[self.write]
        return {self.write: value.id if hasattr(value, "_name") else value}


def recipe(model, write, read="display_name", make=None):
    """Register the decorated function (``world -> values``) for ``model``."""

    def register(values):
        RECIPES[model] = Recipe(
            values, make or (lambda world: world.create(model)), read, write
        )
        return values

    return register


class World:
    """One place of the table: records made once, in one section of one company."""

    def __init__(self, case, company, section, kind):
        self.env = case.env(
            context=dict(case.env.context, allowed_company_ids=company.ids)
        )
        self.company, self.section, self.kind = company, section, kind
        self.region = section if section.level == "region" else section.parent_id
        self.colleague = case.colleague
        self._made, self._values = {}, {}

    def __getitem__(self, model):
        if model not in self._made:
            self._made[model] = RECIPES[model].make(self)
        return self._made[model]

    def new_values(self, model):
        """Values of one more record: the same for every try, since tries are undone."""
        if model not in self._values:
            self._values[model] = RECIPES[model].values(self)
        return dict(self._values[model])

    def create(self, model):
        return self.env[model].create(RECIPES[model].values(self))

    def ref(self, name):
        """A record of the company's chart of accounts."""
        charts = self.env["account.chart.template"].with_company(self.company)
        return charts.ref(name)

    def contact(self):
        return self.env["res.partner"].create({"name": unique("Contact")})


def unique(text):
    return f"{text} {next(_serial)}"


@recipe("club.section", write="name")
def _section(world):
    return {
        "name": unique("Section"),
        "level": "local",
        "parent_id": world.region.id,
        "company_id": world.company.id,
    }


@recipe("club.office.kind", write="name")
def _office_kind(world):
    return {"name": unique("Kind")}


@recipe("club.office", write="note")
def _office(world):
    return {
        "partner_id": world.contact().id,
        "kind_id": world.env.ref("club_membership.office_kind_coordinator").id,
        "section_id": world.section.id,
        "date_from": "2026-01-01",
    }


@recipe("club.membership.type", write="name")
def _type(world):
    return {"name": unique("Type"), "company_id": world.company.id}


@recipe("club.membership.price", write="amount")
def _price(world):
    return {
        "type_id": world.create("club.membership.type").id,
        "date_from": "2020-01-01",
        "amount": 10,
    }


@recipe("club.membership.bracket", write="amount")
def _bracket(world):
    return {
        "price_id": world.create("club.membership.price").id,
        "headcount_from": 1,
        "amount": 10,
    }


@recipe("club.membership", write="headcount")
def _membership(world):
    return {
        "partner_id": world.contact().id,
        "company_id": world.company.id,
        "section_id": world.section.id,
        "type_id": world.kind.id,
    }


def _of_member(world, membership):
    return {
        "membership_id": membership.id,
        "partner_id": membership.partner_id.id,
        "company_id": world.company.id,
        "section_id": world.section.id,
        "type_id": world.kind.id,
    }


@recipe("club.membership.period", write="date_to")
def _period(world):
    return {
        **_of_member(world, world.create("club.membership")),
        "date_from": "2026-01-01",
        "date_to": "2026-12-31",
    }


@recipe("club.movement", write="reason")
def _movement(world):
    values = _of_member(world, world["club.membership"])
    del values["partner_id"]
    return {**values, "kind": "joined", "date": "2026-01-01"}


def _make_call(world):
    call = world.create("club.dues.call")
    world.env["club.dues.call.line"].create(_call_line_values(world, call))
    return call


@recipe("club.dues.call", write="name", make=_make_call)
def _call(world):
    return {
        "name": unique("Call"),
        "company_id": world.company.id,
        "date": "2026-01-01",
        "due_date": "2026-01-31",
        "term_from": "2026-01-01",
        "term_to": "2026-12-31",
    }


def _call_line_values(world, call):
    membership = world.create("club.membership")
    return {
        **_of_member(world, membership),
        "call_id": call.id,
        "payer_id": membership.partner_id.id,
        "state": "ready",
    }


@recipe("club.dues.call.line", write="message")
def _call_line(world):
    return _call_line_values(world, world["club.dues.call"])


@recipe("club.due", write="decision_reason")
def _due(world):
    period = world.create("club.membership.period")
    return {
        **_of_member(world, period.membership_id),
        "payer_id": period.partner_id.id,
        "currency_id": world.company.currency_id.id,
        "term_id": period.id,
        "call_id": world["club.dues.call"].id,
        "booking_mode": "collective",
        "date": "2026-01-01",
        "due_date": "2026-01-31",
        "called_amount": 30,
    }


@recipe("club.notice", write="date")
def _notice(world):
    return {
        "call_id": world["club.dues.call"].id,
        "company_id": world.company.id,
        "payer_id": world.create("club.membership").partner_id.id,
        "channel": "letter",
        "state": "to_print",
        "date": "2026-01-01",
    }


@recipe("club.reminder.level", write="name")
def _reminder_level(world):
    return {
        "name": unique("Reminder"),
        "company_id": world.company.id,
        "days": 1000 + next(_serial),
        "template_id": world["mail.template"].id,
    }


@recipe("club.deposit", write="date")
def _deposit(world):
    return {
        "company_id": world.company.id,
        "section_id": world.section.id,
        "journal_id": world.ref("bank").id,
        "date": "2026-01-01",
    }


@recipe("club.deposit.line", write="number")
def _deposit_line(world):
    due = world["club.due"]
    return {
        "deposit_id": world["club.deposit"].id,
        "payer_id": due.payer_id.id,
        "due_ids": [(6, 0, due.ids)],
        "amount": 30,
    }


@recipe("club.membership.event", write="reason")
def _membership_event(world):
    return {
        "membership_ids": [(6, 0, world["club.membership"].ids)],
        "kind": "resign",
        "date": "2026-01-01",
    }


@recipe("club.admission", write="name")
def _admission(world):
    return {
        "company_id": world.company.id,
        "name": unique("Newcomer"),
        "section_id": world.section.id,
        "type_id": world.kind.id,
    }


@recipe("club.members.on", write="date")
def _members_on(world):
    return {"date": "2026-01-01"}


def _make_dues_report(world):
    due = world["club.due"]
    world.env.flush_all()
    return world.env["club.dues.report"].search([("due_id", "=", due.id)])


@recipe("club.dues.report", write="kind", make=_make_dues_report)
def _dues_report(world):
    return {"due_id": world["club.due"].id}


@recipe("club.payment", write="number")
def _payment(world):
    return {"due_ids": [(6, 0, world["club.due"].ids)], "amount": 30}


@recipe("club.payment.bounce", write="reason")
def _payment_bounce(world):
    return {
        "line_ids": [(6, 0, world["club.deposit.line"].ids)],
        "reason": "No funds",
    }


@recipe("club.due.decision", write="reason")
def _due_decision(world):
    return {"due_ids": [(6, 0, world["club.due"].ids)], "reason": "Hardship"}


@recipe("club.import", write="name")
def _import(world):
    return {
        "name": unique("Members"),
        "company_id": world.company.id,
        "section_id": world.section.id,
        "file": b64encode(b"Name\nAnne"),
        "filename": "members.csv",
    }


@recipe("club.import.line", write="name")
def _import_line(world):
    return {
        "import_id": world["club.import"].id,
        "company_id": world.company.id,
        "row": next(_serial),
        "name": "Anne",
    }
