"""What the journeys of support share: two sections whose members help each other."""

from datetime import date, timedelta

from tests.server.crash import stop_jobs

# Of a duty that nobody has asked to be another way.
DUTY = {"role": "lead", "state": "published"}


class SupportWorld:
    """Brittany and Normandy are neighbours; the member's space is open to both.

    :param jobs: XML ids of the scheduled jobs that the journey waits for
    """

    def __init__(self, env, jobs=()):
        stop_jobs(env, *(env.ref(job) for job in jobs))
        self.env = env
        self.company = env["res.company"].create({"name": "Friends of Ledger"})
        root = self.company._club_root_section()
        root.write({"portal_opening": "date", "portal_opening_date": "2020-01-01"})
        self.brittany, self.normandy = (
            env["club.section"].create(
                {"name": name, "parent_id": root.id, "company_id": self.company.id}
            )
            for name in ("Brittany", "Normandy")
        )
        self.brittany.neighbour_ids = self.normandy
        self.kind = env["club.membership.type"].create(
            {
                "name": "Person",
                "company_id": self.company.id,
                "price_ids": [(0, 0, {"date_from": "2020-01-01"})],
            }
        )

    def add_user(self, login, *groups, **values):
        """Return a user of this club, English, whose password is the login."""
        users = self.env["res.users"].with_context(no_reset_password=True)
        return users.create(
            {
                "name": login,
                "login": login,
                "password": login,
                "lang": "en_US",
                "tz": "Europe/Paris",
                "odoobot_state": "disabled",
                "company_id": self.company.id,
                "company_ids": [(6, 0, self.company.ids)],
                "group_ids": [(6, 0, [self.env.ref(group).id for group in groups])],
                **values,
            }
        )

    def add_officer(self, login, section):
        """Return a user who presides over a section."""
        user = self.add_user(login, "base.group_user")
        self.env["club.office"].create(
            {
                "partner_id": user.partner_id.id,
                "section_id": section.id,
                "kind_id": self.env.ref("club_membership.office_kind_president").id,
                "date_from": "2020-01-01",
            }
        )
        return user

    def add_member(self, name, section):
        """Return the contact of a member in good standing, with a login to the portal:
        name and password are its address."""
        today = date.today()
        address = f"{name.lower()}@ledger.example"
        person = self.env["res.partner"].create({"name": name, "email": address})
        self.env["club.membership"]._bulk_create(
            [
                {
                    "partner_id": person.id,
                    "company_id": self.company.id,
                    "section_id": section.id,
                    "type_id": self.kind.id,
                    "date_from": (today - timedelta(days=30)).isoformat(),
                    "date_to": (today + timedelta(days=300)).isoformat(),
                    "confirmed": True,
                }
            ]
        )
        self.add_user(address, "base.group_portal", name=name, partner_id=person.id)
        return person

    def add_volunteer(self, name, section, **values):
        """Return a member who has been a volunteer for some months."""
        return self.env["club.volunteer"].create(
            {
                "partner_id": self.add_member(name, section).id,
                "company_id": self.company.id,
                "home_section_id": section.id,
                "date_start": date.today() - timedelta(days=90),
                **values,
            }
        )

    def add_rota(self, name, section, slots):
        """Return a published rota that began this Monday."""
        today = date.today()
        return self.env["club.rota"].create(
            {
                "name": name,
                "company_id": self.company.id,
                "section_id": section.id,
                "date_start": today - timedelta(days=today.weekday()),
                "slot_count": slots,
                "state": "published",
                "line_ids": [(0, 0, {"section_id": section.id})],
            }
        )

    def add_duty(self, rota, volunteer, slot, **values):
        """Return a duty of a rota in its only section."""
        first, last = rota._slot_dates(slot)
        return self.env["club.duty"].create(
            {
                "rota_id": rota.id,
                "section_id": rota.section_id.id,
                "slot": slot,
                "date_start": first,
                "date_end": last,
                "volunteer_id": volunteer.id,
                **DUTY,
                **values,
            }
        )
