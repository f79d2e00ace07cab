from odoo import Command
from odoo.addons.club_membership.tests.common import TODAY
from odoo.tests import freeze_time, new_test_user, tagged

from ..models.club_space import Space
from .privacy_common import PrivacyCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestDataReaders(PrivacyCommon):
    """The page "Who can see my data" says what the access rights really let read."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_users()
        cls.other = cls._association("Other Association")
        more = {
            "accountant": ("account.group_account_readonly", cls.company),
            "bookkeeper": ("account.group_account_invoice", cls.company),
            "system": ("base.group_system", cls.company),
            "elsewhere": ("club_membership.group_club_secretary", cls.other),
            "provence": ("club_membership.group_club_officer", cls.company),
            "past_officer": ("club_membership.group_club_office_holder", cls.company),
        }
        cls.users |= {
            key: new_test_user(
                cls.env,
                login=f"club_{key}",
                groups=f"base.group_user,{group}",
                company_id=company.id,
                company_ids=[Command.set(company.ids)],
            )
            for key, (group, company) in more.items()
        }
        for role, user in cls.users.items():
            user.name = role
        cls._office(cls.users["provence"], cls.provence, "president")
        cls.member = cls.env["club.membership"]._admit(
            {
                "partner_id": cls._person("Mia Member").id,
                "type_id": cls.type_person.id,
                "section_id": cls.brittany.id,
            }
        )
        cls.acme = cls._current("Acme", kind=cls.type_organisation)
        cls.records = cls._records()
        cls.env.flush_all()

    @classmethod
    def _records(cls):
        """One record of each area that is about Mia."""
        env, member = cls.env, cls.member
        person, company = member.partner_id, {"company_id": cls.company.id}
        due = member.due_ids
        paid = due._pay(due.residual, cls.bank_journal, TODAY)
        child = cls._current("Tom Member", club_birth_date="2015-01-01")
        mine = {"partner_id": person.id}
        trace = {
            **company,
            "person_id": person.id,
            "user_id": cls.users["secretary"].id,
            "mode": "staff",
            "action": "Something",
        }
        consent = env["club.consent"].create({**company, "name": "Photos"})
        wording = env["club.consent.wording"].create(
            {"consent_id": consent.id, "text": "I agree."}
        )
        field = env["club.privacy.field"].search(
            [("company_id", "=", cls.company.id)], limit=1
        )
        cls.commission._join(person, member)
        made = {
            "res.partner.bank": {**mine, "acc_number": "FR76 1"},
            "club.guardian": {
                **company,
                "guardian_id": person.id,
                "minor_id": child.partner_id.id,
            },
            "club.application": {
                **company,
                "name": person.name,
                "email": person.email,
                "kind": "person",
                "type_id": member.type_id.id,
                "section_id": cls.brittany.id,
                "state": "waiting",
            },
            "club.portal.access": {
                **company,
                **mine,
                "membership_id": member.id,
            },
            "club.consent.answer": {
                **mine,
                "wording_id": wording.id,
                "user_id": cls.users["secretary"].id,
                "given": True,
            },
            "club.privacy.choice": {**mine, "field_id": field.id, "level": "members"},
            "club.erasure": {**company, **mine},
            "club.hours": {
                **company,
                **mine,
                "hours": 2,
                "activity_id": env.ref("club_membership.hours_activity_duty").id,
            },
            "club.trace": trace,
        }
        return {
            "res.partner": person,
            "club.membership": member,
            "club.due": due,
            "club.deposit.line": paid.line_ids,
            "account.move": due._open_debts().move_id or paid.move_id,
            "club.commission.member": cls.commission._live_row(person),
            "club.delegation": cls._manages(person, cls.acme, role="deputy"),
            **{model: env[model].create(values) for model, values in made.items()},
        }

    def _said(self, person):
        """What the page says, by name of reader: the models they read."""
        space = Space(self._portal_user(person, person.name), person)
        said = {}
        for reader in self.env["club.data.readers"].sudo()._of(space):
            for name in reader["names"]:
                said.setdefault(name.partition(" (")[0], set()).update(
                    reader.get("areas", ())
                )
        return said

    def _read(self, user, records):
        return {
            model
            for model, record in records.items()
            if record.with_user(user).has_access("read")
        }

    def test_staff_read_what_the_page_says_and_nothing_else(self):
        said = self._said(self.member.partner_id)
        areas = self.env["club.data.readers"]._areas()
        self.assertEqual(set(self.records), set(areas))
        for role, user in self.users.items():
            with self.subTest(role):
                read = self._read(user, self.records)
                self.assertEqual(said.get(user.partner_id.name, set()), read)
        self.assertEqual(said[self.users["admin"].name], set(areas))

    def test_staff_who_hold_an_office_are_named_once(self):
        self._office(self.users["secretary"], self.root, "president")
        person = self.member.partner_id
        space = Space(self._portal_user(person, "mia"), person)
        readers = self.env["club.data.readers"].sudo()._of(space)
        named = [r["who"] for r in readers if "secretary" in " ".join(r["names"])]
        self.assertEqual(named, ["The secretary's office"])

    def test_a_delegate_who_is_no_member_is_read_by_the_officers_named(self):
        for name, parent in (("Dan Filed", self.acme.partner_id), ("Eve Loose", None)):
            person = self._person(name, parent_id=parent and parent.id)
            records = {
                "res.partner": person,
                "club.delegation": self._manages(person, self.acme),
            }
            with self.subTest(name):
                said = self._said(person)
                for role in ("officer", "provence", "employee", "past_officer"):
                    user = self.users[role]
                    self.assertEqual(
                        said.get(user.partner_id.name, set()) & set(records),
                        self._read(user, records),
                        role,
                    )

    def test_colleagues_below_the_same_company_read_nothing_of_one_another(self):
        below = {"parent_id": self.acme.partner_id.id}
        person, mate = (self._person(name, **below) for name in ("Ida", "Max"))
        self._manages(person, self.acme)
        user = self._portal_user(mate, "max")
        self.assertFalse(person.with_user(user).has_access("read"))
        self.assertNotIn("Max", self._said(person))

    def test_guardians_payers_managers_and_fellow_members_are_named(self):
        child = self._current("Tom Noël", club_birth_date="2015-01-01")
        self.env["club.guardian"].create(
            {
                "minor_id": child.partner_id.id,
                "guardian_id": self.anna.partner_id.id,
                "company_id": self.company.id,
            }
        )
        self._manages(self.boris.partner_id, self.acme)
        child.payer_id = self.acme.partner_id
        self.commission._join(child.partner_id, child)
        space = Space(self._portal_user(child.partner_id, "tom"), child.partner_id)
        readers = {
            reader["who"]: reader
            for reader in self.env["club.data.readers"].sudo()._of(space)
        }
        guardian = readers["Who acts for you as long as you are a minor"]
        self.assertEqual(guardian["names"], ["Anna Noël"])
        payer = readers["Acme, which pays your dues"]
        self.assertEqual(payer["names"], ["Boris Blanc"])
        self.assertIn("they pay for you", payer["sees"])
        fellows = readers["Members of the commission Purchasing"]
        self.assertIn("for whom you sit and since when", fellows["sees"])
