"""How many hours of which day somebody gave who was at a meeting."""

from datetime import date, datetime, time, timedelta, timezone

# A meeting through one night is one evening of work.
ONE_SITTING = timedelta(hours=12)
# What a day of a longer meeting lasts whose clock times say nothing about it.
OPENS, CLOSES = time(9), time(18)
HOUR = timedelta(hours=1)


def days(begin: datetime, end: datetime) -> list[tuple[date, float]]:
    """The days of a meeting with the hours of each, by the clock where it is held.

    Within one day, or through one night, the time that really passed counts, whatever
    clocks do that night. Of several days each lasts from the hour of the opening to
    the hour of the closing (9 to 17 o'clock, three days: 3 × 8 h); where it closes at
    an earlier hour than it opened (Friday 14 o'clock to Sunday 12), days between last
    from 9 to 18 o'clock, the first from its opening and the last until its closing.

    :param begin: aware, in the time zone of the meeting
    :param end: aware, in the same time zone
    :return: days in order, each with more than no hours
    """
    passed = end.astimezone(timezone.utc) - begin.astimezone(timezone.utc)
    if passed <= timedelta(0):
        return []
    if begin.date() == end.date() or passed <= ONE_SITTING:
        return [(begin.date(), passed / HOUR)]
    same_hours = end.time() > begin.time()
    found = []
    for number in range((end.date() - begin.date()).days + 1):
        day = begin.date() + timedelta(days=number)
        first, last = day == begin.date(), day == end.date()
        opens = begin.time() if same_hours or first else OPENS
        closes = end.time() if same_hours or last else CLOSES
        lasted = datetime.combine(day, closes) - datetime.combine(day, opens)
        if lasted > timedelta(0):
            found.append((day, lasted / HOUR))
    return found
