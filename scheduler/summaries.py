"""What a channel is told each week: its library's goals, or the county with every library."""

from collections.abc import Mapping, Sequence
from datetime import date

from goals.figures import Figure
from goals.privacy import may_show
from goals.programme import OF, PRIVATE, Of
from goals.progress import Status
from goals.weeks import week_of
from handlers.cards import Button, Buttons, Card, Heading, Part, Style, Text, Tone
from handlers.progress.bars import bars, reached_bars
from handlers.progress.sources import sources_note
from handlers.progress.table import libraries_table
from handlers.texts import Span, Texts
from scheduler.due import Calendar, months_asked
from scheduler.outbox.composing import Occasion
from storage.channels import Whose, whose
from storage.deliveries import ChannelAddress, Claim
from storage.library_days import Backdrop, LibraryDay, backdrop, library_days
from storage.region_day import region_day
from storage.tables import DeliveryKind
from storage.tutoring import is_logged


def compose_weekly_summary(occasion: Occasion) -> Card | None:
    """A library's week for its own channel; None where the channel is its own no more."""
    channel = _whose(occasion)
    if channel is None or channel.library_id is None or channel.library is None:
        return None
    texts, day = occasion.texts, _library_day(occasion, channel.library_id)
    group, small = day.group, day.private_hidden
    counts = may_show(group.counts.staff)  # of few it is told neither how many nor of how many
    title = texts.say("summary.title", week=week_of(occasion.today).number, whose=channel.library)
    shown = [one for one in group.figures if not (small and one.progress.key in PRIVATE)]
    parts: tuple[Part, ...] = (
        Heading(title),
        *_thanks(day.finishers, texts),
        *(bars(group, texts, private_hidden=small) if counts else reached_bars(group, texts)),
        *_news(shown, texts, moved=bool(day.finishers), counts=counts),
        sources_note(group, day.certified if counts else None, texts),
        _buttons(texts),
    )
    return Card(title, parts)


def compose_county_summary(occasion: Occasion) -> Card | None:
    """The county's week for the region's own channel, with every library."""
    channel = _whose(occasion)
    if channel is None or channel.library_id is not None:
        return None
    texts = occasion.texts
    region = region_day(occasion.session, occasion.region, occasion.today)
    week = week_of(occasion.today).number
    title = texts.say("summary.title", week=week, whose=occasion.region.name)
    return Card(
        title,
        (
            Heading(title),
            *bars(region.county, texts, private_hidden=region.hidden.county),
            sources_note(region.county, region.certified, texts),
            libraries_table(
                region.county,
                region.libraries,
                region.hidden,
                region.places,
                texts,
                in_channel=True,
            ),
            Text(texts.rich("county.note"), Tone.SUBTLE),
            Buttons((Button(texts.say("way_on.progress.county"), "progress.county"),)),
        ),
    )


def compose_tutoring_reminder(occasion: Occasion) -> Card | None:
    """The wish, once a month, to log the tutoring sessions so far; None where it is done."""
    channel = _whose(occasion)
    if channel is None or channel.library_id is None:
        return None
    months = _unlogged(occasion, channel.library_id)
    if not months:
        return None
    texts = occasion.texts
    title = texts.say("tutoring_reminder.title")
    return Card(
        title,
        (
            Heading(title),
            Text(_asking(months, texts)),
            Buttons((Button(texts.say("tutoring_reminder.log"), "tutoring", style=Style.PRIMARY),)),
        ),
    )


def _unlogged(occasion: Occasion, library_id: int) -> tuple[date, ...]:
    """The months that are asked for today, of which a library has logged nothing."""
    calendar = Calendar(occasion.region.zone, occasion.region.july_pause)
    asked = months_asked(occasion.today, calendar)
    return tuple(each for each in asked if not is_logged(occasion.session, library_id, each))


def _asking(months: Sequence[date], texts: Texts) -> tuple[Span, ...]:
    """How many sessions there were; several months are of one year: juni och juli 2026."""
    *earlier, last = months
    if not earlier:
        return texts.rich("tutoring_reminder.text", month=texts.month(last))
    named = [*(texts.month_alone(each) for each in earlier), texts.month(last)]
    return texts.rich("tutoring_reminder.several", months=texts.listed(named))


def _whose(occasion: Occasion) -> Whose | None:
    """Whose the channel is; asked at once for all that are composed beside it."""

    def read() -> Mapping[ChannelAddress, Whose]:
        channels = (_address(each.owed) for each in occasion.beside)
        return whose(occasion.session, [each for each in channels if each is not None])

    address = _address(occasion.owed)
    return None if address is None else occasion.read.once(Whose, occasion.now, read).get(address)


def _address(owed: Claim) -> ChannelAddress | None:
    if owed.channel_id is None:
        return None
    return ChannelAddress(owed.region_id, owed.tenant.platform, owed.tenant.id, owed.channel_id)


def _library_day(occasion: Occasion, library_id: int) -> LibraryDay:
    """A library's day; read at once for all whose summaries are composed beside this one."""

    def read() -> Mapping[int, LibraryDay]:
        weekly = DeliveryKind.WEEKLY_SUMMARY
        places = [(_whose(each), each) for each in occasion.beside if each.owed.kind == weekly]
        behind = {to.library_id: _backdrop(each) for to, each in places if to and to.library_id}
        return library_days(occasion.session, behind)

    return occasion.read.once(LibraryDay, occasion.now, read)[library_id]


def _backdrop(occasion: Occasion) -> Backdrop:
    """The region's day, which all channels of a region have in common."""
    session, region, today = occasion.session, occasion.region, occasion.today
    key = (Backdrop, region.region_id, today)
    return occasion.shared.once(key, occasion.now, lambda: backdrop(session, region, today))


def _thanks(names: Sequence[str], texts: Texts) -> list[Text]:
    return [Text(texts.rich("summary.thanks", names=texts.listed(names)))] if names else []


def _news(figures: list[Figure], texts: Texts, *, moved: bool, counts: bool) -> list[Text]:
    """The one next step that helps most; where nothing has happened, kindly so."""
    told = [] if moved or _has_moved(figures) else [Text(texts.rich("summary.quiet"))]
    nearest = _nearest(figures)
    if nearest is None:
        return [*told, Text(texts.rich("summary.all_reached"))]
    key = f"summary.next.{nearest.progress.key}"
    if not counts:
        return [*told, Text(texts.rich(f"{key}.few"))]
    return [*told, Text(texts.rich(key, n=nearest.progress.missing))]


def _has_moved(figures: list[Figure]) -> bool:
    """Whether any figure is another than last week's; without a last week all of it is news."""
    changes = [one.change for one in figures if one.change is not None]
    return not changes or any(change.heads for change in changes)


def _nearest(figures: list[Figure]) -> Figure | None:
    """The goal that lacks the fewest: one that the staff can reach themselves, if there is any."""
    settled = {Status.REACHED, Status.NO_DATA}
    open_ = [one.progress for one in figures if one.progress.status not in settled]
    nearest = min(open_, key=lambda one: (OF[one.key] is not Of.STAFF, one.missing), default=None)
    return next((one for one in figures if one.progress == nearest), None)


def _buttons(texts: Texts) -> Buttons:
    return Buttons(
        (
            Button(texts.say("way_on.training.form"), "training.form", style=Style.PRIMARY),
            Button(texts.say("way_on.assessment.form"), "assessment.form"),
            Button(texts.say("summary.more"), "progress.library"),
        )
    )
