"""*Ladda ner*: the figures that somebody sees, as a workbook and a picture to take along."""

from handlers.cards import Buttons, Card, Reply
from handlers.errors import OtherLibraryError, OutdatedButtonError, UnconfirmedError
from handlers.progress.county import check_confirmed
from handlers.report.files import report_files
from handlers.request import Request
from handlers.services import Services
from storage.people import Who
from storage.regions import LibraryName, libraries_of
from storage.report import Report, county_report, library_report
from storage.tables import Role

COUNTY = "county"  # what the county's button carries; a library's carries its id


def download(request: Request, services: Services) -> Reply:
    """The report of the library or the county that the button names, as far as it may be seen."""
    report = _report(request.value, services)
    body = Card(
        services.say("report.title"),
        (
            services.text("report.sent", scope=report.about.name, day=report.on),
            Buttons((services.way_on("progress"),)),
        ),
    )
    return Reply(body, files=report_files(report, services.texts, request.now))


def _report(scope: str, services: Services) -> Report:
    """A member's is of the own library, or of the county as a whole; the coordinator's of any."""
    session, region, today = services.session, services.region, services.today
    if scope != COUNTY:
        return library_report(session, region, _place(scope, services), today)
    check_confirmed(services.member)
    coordinates = services.member.role is Role.COORDINATOR
    return county_report(session, region, today, each_library=coordinates)
