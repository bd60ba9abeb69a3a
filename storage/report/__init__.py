"""What a report tells: the goals of a library or of a county, with nothing that tells of persons.

Whatever is made of a report, a sheet or a picture, is made of these values alone: a figure that
may not be shown is not in them.
"""

from storage.report.reading import county_report, library_report
from storage.report.values import Goal, Report, Told

__all__ = ["Goal", "Report", "Told", "county_report", "library_report"]
