"""What happened, written down by those who did it: the records must say the same."""

from collections import Counter, defaultdict

DUTY_MINUTES = 120
QUESTION_MINUTES = 15


class Ledger:
    """Who holds which duty, and who gave how much time.

    :ivar holders: volunteer's id by duty's id; False: a gap
    :ivar involved: people who ever had to do with a duty, by its id
    :ivar kept: duties whose volunteer serves though they said they are away
    :ivar minutes: by person's id
    :ivar refused: what the rules did not allow any more, by kind
    """

    def __init__(self, duties):
        self.holders = {duty.id: duty.volunteer_id.id for duty in duties}
        self.people = {duty.volunteer_id.id: duty.partner_id.id for duty in duties}
        self.days = {duty.id: (duty.date_start, duty.date_end) for duty in duties}
        self.places = {duty.id: (duty.section_id.id, duty.slot) for duty in duties}
        self.beside = defaultdict(set)
        for duty_id, place in self.places.items():
            self.beside[place].add(duty_id)
        self.involved = defaultdict(set)
        for duty in duties:
            self.involve(duty, duty.partner_id)
        self.kept, self.done = set(), set()
        self.minutes, self.refused, self.counts = Counter(), Counter(), Counter()

    def give(self, duty, volunteer):
        """This duty is this volunteer's from now on, or nobody's."""
        self.holders[duty.id] = volunteer.id
        self.people[volunteer.id] = volunteer.partner_id.id
        self.kept.discard(duty.id)
        self.involve(duty, volunteer.partner_id)

    def involve(self, duty, people):
        """These people may hear of this duty, as may who serves beside."""
        for beside in self.beside[self.places[duty.id]]:
            self.involved[beside] |= set(people.ids)

    def standing(self, volunteer, today):
        """Ids of duties of this volunteer that are not over."""
        return [
            duty_id
            for duty_id, holder in self.holders.items()
            if holder == volunteer.id and self.days[duty_id][1] >= today
        ]

    def end(self, today):
        """Count the duties whose last day has gone by."""
        for duty_id, (_first, last) in self.days.items():
            if last < today and duty_id not in self.done:
                self.done.add(duty_id)
                if self.holders[duty_id]:
                    person = self.people[self.holders[duty_id]]
                    self.minutes[person] += DUTY_MINUTES

    def solve(self, person_id, minutes):
        """A volunteer's question is solved; none: the usual time."""
        self.minutes[person_id] += QUESTION_MINUTES if minutes is None else minutes
