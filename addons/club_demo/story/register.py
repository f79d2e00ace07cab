"""Who leaves, moves or changes type: the register of members needs them all."""


def plan(story):
    """Put departures and moves on the calendar."""
    new_year, last_year = story.day(-1, 1, 1), story.day(0, 1, 1)
    story.on(story.day(-2, 8, 20), _leave, "deceased", 1, "Avis de la famille")
    story.on(story.day(-2, 12, 10), _strike_off, new_year, 5)
    story.on(story.day(-2, 12, 15), _resign, new_year, 6)
    story.on(story.day(-1, 5, 12), _move, 5)
    story.on(story.day(-1, 6, 9), _leave, "deceased", 1, "Avis de la famille")
    story.on(story.day(-1, 9, 18), _leave, "excluded", 1, "Décision du conseil")
    story.on(story.day(-1, 12, 10), _strike_off, last_year, 8)
    story.on(story.day(-1, 12, 15), _resign, last_year, 9)
    story.on(story.day(-1, 12, 20), _retire, last_year, 3)
    story.on(story.ago(200), _leave, "excluded", 1, "Décision du conseil")
    story.on(story.ago(100), _leave, "resigned", 4, "Lettre reçue")
    story.on(story.ago(60), _leave, "deceased", 2, "Avis de la famille")
    story.on(story.ago(30), _move, 2)
    story.on(story.today, _return, 2)
    story.on(story.today, _merge_double)


def _present(story, day, person=False):
    """Members on that day, in the order of the dice."""
    present = story.members.filtered(
        lambda m: (
            not m.closing
            and (not person or not m.partner_id.is_company)
            and m.period_ids.filtered(lambda p: p.date_from <= day <= p.date_to)
        )
    )
    ids = present.ids
    story.rng.shuffle(ids)
    return present.browse(ids)


def _leave(story, day, closing, count, reason):
    person = closing in ("deceased", "excluded")
    _present(story, day, person)[:count]._close(closing, day, reason)


def _resign(story, day, leaves_on, count):
    del day
    paid = _present(story, leaves_on.replace(year=leaves_on.year - 1, month=12))
    paid.filtered(lambda m: not m.amount_due)[:count]._close(
        "resigned", leaves_on, "Lettre reçue"
    )


def _strike_off(story, day, leaves_on, count):
    """Some of those who never paid; the others stay among the oldest debts."""
    unpaid = _present(story, day).filtered("amount_due")
    unpaid[:count]._close("struck_off", leaves_on, "Cotisation impayée après relances")


def _move(story, day, count):
    south = story.sections["PAC"]
    movers = _present(story, day, person=True).filtered(
        lambda m: m.section_id in (story.sections["BRE"] | story.sections["IDF"])
    )
    movers[:count]._move_section(south, day, "Déménagement")
    for person in movers[:count].partner_id:
        person.write(story.directory.home_in(south.code))


def _retire(story, day, from_day, count):
    del day
    persons = _present(story, from_day.replace(year=from_day.year - 1, month=12))
    persons = persons.filtered(lambda m: m.type_id == story.types["IND"])
    persons[:count]._change_type(story.types["RED"], from_day, "Départ en retraite")


def _return(story, day, count):
    # Who left this New Year and comes back within weeks has never been away.
    before = min(story.day(0, 1, 1), story.ago(40))
    gone = story.members.filtered(
        lambda m: m.closing == "resigned" and m.closed_on <= before
    )
    for member in gone[:count]:
        member._rejoin(day)


def _merge_double(story, day):
    """Somebody's paper form was typed in beside the contact they had already."""
    member = _present(story, day, person=True).filtered("email")[0]
    known = member.partner_id
    double = story.env["res.partner"].create(
        {
            "name": " ".join(reversed(known.name.upper().split(" ", 1))),
            **{fname: known[fname] for fname in ("email", "street", "zip", "city")},
            "country_id": known.country_id.id,
        }
    )
    story.members |= story.env["club.membership"]._record_application(
        {
            "partner_id": double.id,
            "company_id": story.company.id,
            "type_id": member.type_id.id,
            "section_id": member.section_id.id,
            "joined_on": day,
        }
    )
    wizard = story.env["base.partner.merge.automatic.wizard"]
    wizard._merge((known | double).ids, known)
