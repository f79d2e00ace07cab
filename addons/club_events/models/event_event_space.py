from odoo import api, models
from odoo.fields import Domain


class EventEvent(models.Model):
    """Which meetings a member's space shows."""

    _inherit = "event.event"

    @api.model
    def _of_space(self, space):
        """Announced meetings of this space: those whose audience the person belongs
        to, holds, is invited to or is registered for.

        :param space: a ``Space`` of the portal
        :return: events, with full rights, in order of time
        """
        return (
            self.env["event.event"]
            .with_env(space.env)
            .search(self._space_domain(space))
        )

    @api.model
    def _space_domain(self, space):
        """Domain of ``_of_space``, for lists that search further."""
        person = space.person
        shown = Domain("announced_on", "!=", False) | (
            Domain("audience", "=", "open") & Domain("is_published", "=", True)
        )
        here = Domain("company_id", "in", space.companies.ids) | (
            Domain("company_id", "=", False) & Domain("audience", "=", "open")
        )
        registered = Domain("attendee_id", "=", person.id) & Domain(
            "state", "!=", "cancel"
        )
        return (
            shown
            & here
            & (
                self._audience_domain(space)
                | Domain("registration_ids", "any", registered)
                | Domain("guest_ids", "any", self._invited_domain(person))
                | self._hosted_domain(space)
            )
        )

    @api.model
    def _invited_domain(self, person):
        return Domain("partner_id", "=", person.id) & Domain("revoked_on", "=", False)

    @api.model
    def _audience_domain(self, space):
        standing = space.standing.company_id.ids
        seats = space.seats.filtered(lambda row: row._takes_part())
        domain = (
            Domain("audience", "=", "open")
            | (
                Domain("audience", "=", "members")
                & Domain("company_id", "in", standing)
            )
            | (
                Domain("audience", "=", "functions")
                & Domain("company_id", "in", standing)
                & Domain("function_ids", "in", space.person.club_function_ids.ids)
            )
        )
        return domain | (
            Domain("audience", "=", "body")
            & Domain("commission_id", "in", seats.commission_id.ids)
        )

    @api.model
    def _hosted_domain(self, space):
        """Meetings that the person of this space holds: as ``_hosts`` says."""
        person = space.person
        led = space.seats.filtered(
            lambda row: row.role != "member" and row._takes_part()
        )
        offices = person.club_office_ids.filtered(
            lambda o: o.is_current and o.role == "officer"
        )
        sections = offices.section_id
        roots = sections.filtered(lambda section: not section.parent_id)
        return (
            Domain("trainer_ids", "in", person.id)
            | Domain("commission_id", "in", led.commission_id.ids)
            | (
                Domain("commission_id", "=", False)
                & (
                    Domain("section_id", "in", sections.ids)
                    | (
                        Domain("section_id", "=", False)
                        & Domain("company_id", "in", roots.company_id.ids)
                    )
                )
            )
        )
