from odoo import models


class ClubMembership(models.Model):
    """Whose hand carries a member's votes on a day."""

    _inherit = "club.membership"

    def _votes_on(self, day):
        """Who votes for this member on ``day``, and with how many votes.

        An organisation's votes are shared by its delegates, the first named carrying
        what is left over, so that their sum is what its type grants; its deputies
        stand in when it has no delegate. A minor has none.

        :return: list of (contact, votes); empty when not a member that day
        """
        self.ensure_one()
        # sudo: a roll of voters is made whoever asks for it.
        membership = self.sudo().with_company(self.company_id)
        period = membership.period_ids.filtered(
            lambda p: p.date_from <= day and p.covered_until and p.covered_until >= day
        )[:1]
        if not period:
            return []
        votes = period.type_id.vote_count
        person = membership.partner_id
        if not person.is_company:
            return [(person, 0 if person._club_is_minor(day) else votes)]
        team = membership._team_on(day, "voter") or membership._team_on(day, "deputy")
        voters = [p for p in team.partner_id if not p._club_is_minor(day)]
        if not voters:
            return []
        each, rest = divmod(votes, len(voters))
        return [
            (person, each + (1 if rank < rest else 0))
            for rank, person in enumerate(voters)
        ]
