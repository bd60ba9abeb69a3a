"""The words that people use in files and messages, in either language: yes, roles, plans, days."""

from goals.record import ResourceKind
from storage.tables import PlanStatus, Platform, Role

NO_PLAN = "none"
YES_OR_NO = {
    **dict.fromkeys(("yes", "ja", "j", "y", "true", "sant", "1", "x"), True),
    **dict.fromkeys(("no", "nej", "n", "false", "falskt", "0"), False),
}
ROLES = {
    **dict.fromkeys(("staff", "personal", "bibliotekspersonal", "medarbetare"), Role.STAFF),
    **dict.fromkeys(("manager", "chef", "bibliotekschef"), Role.MANAGER),
    **dict.fromkeys(("coordinator", "koordinator", "samordnare"), Role.COORDINATOR),
    **dict.fromkeys(("utvecklare", "regional utvecklare"), Role.COORDINATOR),
}
PLAN_STATUSES = {  # "none" is no plan at all
    **dict.fromkeys(("adopted", "antagen"), PlanStatus.ADOPTED),
    **dict.fromkeys(("draft", "utkast"), PlanStatus.DRAFT),
    **dict.fromkeys(("none", "ingen", "saknas"), NO_PLAN),
}
KINDS = {
    **dict.fromkeys(("course", "kurs"), ResourceKind.COURSE),
    **dict.fromkeys(("course_package", "kurspaket"), ResourceKind.COURSE_PACKAGE),
    **dict.fromkeys(("article", "artikel", "inspirationsartikel"), ResourceKind.ARTICLE),
    **dict.fromkeys(("essay", "essä"), ResourceKind.ESSAY),
    **dict.fromkeys(("theme", "tema"), ResourceKind.THEME),
    **dict.fromkeys(("other", "annat", "övrigt"), ResourceKind.OTHER),
}
PLATFORMS = {platform.value: platform for platform in Platform}
_DAYS = (
    ("måndag", "monday"),
    ("tisdag", "tuesday"),
    ("onsdag", "wednesday"),
    ("torsdag", "thursday"),
    ("fredag", "friday"),
    ("lördag", "saturday"),
    ("söndag", "sunday"),
)
WEEKDAYS = {word: number for number, words in enumerate(_DAYS, 1) for word in (*words, str(number))}
