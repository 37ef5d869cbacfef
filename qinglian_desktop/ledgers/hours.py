"""The hours of an event, as a form that has its day in another box writes them."""

from qinglian_desktop.domain.values import Interval


def hours(time: Interval) -> str:
    """9:00至10:30, or the beginning alone; of an end on another day that day too.

    Nothing of a day without hours, and of several until which day.
    """
    if time.is_whole_days:
        return f"至{time.end.month}月{time.end.day}日" if time.end else ""
    start = f"{time.start.hour}:{time.start:%M}"
    if time.end is None:
        return start
    day = "" if time.end.date() == time.start.date() else f"{time.end.month}月{time.end.day}日"
    return f"{start}至{day}{time.end.hour}:{time.end:%M}"
