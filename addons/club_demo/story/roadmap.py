"""A year and a half with the vendor: what is asked, chosen, answered and delivered."""

from . import days, evaluations, installations, letters, requests, talk, vendor, votes


def tell(story):
    """Chapter by chapter, the oldest first."""
    year = story.today.year
    requests.ask(story)
    talk.suffer(story)
    talk.discuss(story)
    days.spread(story)
    contact = vendor.name_contact(story)
    talk.sponsor(story, votes.FIRST_LIST, 290)
    first = votes.prioritise(story, year - 1)
    vendor.ask_costs(story, contact, first, year - 1)
    second = votes.fit_capacity(story, first, year - 1)
    vendor.send_list(story, contact, second, year - 1)
    vendor.send_defects(story, contact, year - 1)
    vendor.deliver(story)
    vendor.ask_now(story, contact, year)
    installations.install(story)
    talk.sponsor(story, votes.SECOND_LIST, 20)
    votes.vote_now(story, year)
    evaluations.ask(story)
    letters.write(story)
    letters.fund(story)
