"""*Ladda ner*: the figures that somebody sees, as charts at once and as files to take along.

The files are a workbook and a picture. The charts say what the picture does: who has yet to take
the files home, as on Teams, has seen it already.
"""

from dataclasses import replace

from handlers.cards import Button, Buttons, Card, Reply
from handlers.carried import row_id
from handlers.request import Request
from handlers.scope import is_coordinator, library_for
from handlers.services import Services
from storage.report import Report, county_report, library_report

COUNTY = "county"  # what the county's button carries; a library's carries its id


def download_button(of: str, services: Services) -> Button:
    """The button that downloads the report of the county, or of the library with that id."""
    return services.button("way_on.progress.download", "progress.download", of)


def download_own(request: Request, services: Services) -> Reply:
    """The report of the own library, or of the county for a coordinator and who has none."""
    place = None if is_coordinator(services) else services.member.workplace
    of = COUNTY if place is None else str(place.library_id)
    return download(replace(request, value=of), services)


def download(request: Request, services: Services) -> Reply:
    """The report that the button names, as far as the person may see it."""
    # A bot that starts needs none of it
    from handlers.report.charts import charts  # noqa: PLC0415
    from handlers.report.files import report_files  # noqa: PLC0415

    report = _report(request.value, services)
    body = Card(
        services.say("report.title"),
        (
            services.text("report.sent", scope=report.about.name, day=report.on),
            *charts(report, services.texts),
            Buttons((services.way_on("progress"),)),
        ),
    )
    return Reply(body, files=report_files(report, services.texts, request.now))


def _report(of: str, services: Services) -> Report:
    """Of a library where the person works, or of the county: for its coordinator with each library.

    The coordinator may have that of any library.
    """
    session, region, today = services.session, services.region, services.today
    if of == COUNTY:
        return county_report(session, region, today, each_library=is_coordinator(services))
    place = library_for("progress.download", row_id(of), services)
    return library_report(session, region, place, today)
