"""Words for days, months and numbers, Swedish and English, folded."""

WEEKDAYS = {
    **dict.fromkeys(("mandag", "man", "monday", "mon"), 0),
    **dict.fromkeys(("tisdag", "tis", "tuesday", "tue", "tues"), 1),
    **dict.fromkeys(("onsdag", "ons", "wednesday", "wed"), 2),
    **dict.fromkeys(("torsdag", "tors", "tor", "thursday", "thu", "thur", "thurs"), 3),
    **dict.fromkeys(("fredag", "fre", "friday", "fri"), 4),
    **dict.fromkeys(("lordag", "lor", "saturday", "sat"), 5),
    **dict.fromkeys(("sondag", "son", "sunday", "sun"), 6),
}

MONTHS = {
    **dict.fromkeys(("januari", "january", "jan"), 1),
    **dict.fromkeys(("februari", "february", "feb", "febr"), 2),
    **dict.fromkeys(("mars", "march", "mar"), 3),
    **dict.fromkeys(("april", "apr"), 4),
    **dict.fromkeys(("maj", "may"), 5),
    **dict.fromkeys(("juni", "june", "jun"), 6),
    **dict.fromkeys(("juli", "july", "jul"), 7),
    **dict.fromkeys(("augusti", "august", "aug"), 8),
    **dict.fromkeys(("september", "sept", "sep"), 9),
    **dict.fromkeys(("oktober", "october", "okt", "oct"), 10),
    **dict.fromkeys(("november", "nov"), 11),
    **dict.fromkeys(("december", "dec"), 12),
}

NUMBERS = {
    **dict.fromkeys(("en", "ett", "a", "an", "one"), 1),
    **dict.fromkeys(("tva", "two"), 2),
    **dict.fromkeys(("tre", "three"), 3),
    **dict.fromkeys(("fyra", "four"), 4),
    **dict.fromkeys(("fem", "five"), 5),
    **dict.fromkeys(("sex", "six"), 6),
    **dict.fromkeys(("sju", "seven"), 7),
    **dict.fromkeys(("atta", "eight"), 8),
    **dict.fromkeys(("nio", "nie", "nine"), 9),
    **dict.fromkeys(("tio", "tie", "ten"), 10),
    **dict.fromkeys(("elva", "eleven"), 11),
    **dict.fromkeys(("tolv", "twelve"), 12),
    **dict.fromkeys(("tretton", "thirteen"), 13),
    **dict.fromkeys(("fjorton", "fourteen"), 14),
    **dict.fromkeys(("tjugo", "twenty"), 20),
}

ORDINALS = {
    word: day
    for day, words in enumerate(
        (
            *("forsta first", "andra second", "tredje third", "fjarde fourth", "femte fifth"),
            *("sjatte sixth", "sjunde seventh", "attonde eighth", "nionde ninth", "tionde tenth"),
            *("elfte eleventh", "tolfte twelfth", "trettonde thirteenth", "fjortonde fourteenth"),
            *("femtonde fifteenth", "sextonde sixteenth", "sjuttonde seventeenth"),
            *("artonde eighteenth", "nittonde nineteenth", "tjugonde twentieth"),
            *("tjugoforsta", "tjugoandra", "tjugotredje", "tjugofjarde", "tjugofemte"),
            *("tjugosjatte", "tjugosjunde", "tjugoattonde", "tjugonionde", "trettionde"),
            "trettioforsta",
        ),
        start=1,
    )
    for word in words.split()
}

# Times that are past but name no day.
VAGUE = """
i varas, i somras, i hostas, i vintras, i paskas, i julas, i pingstas, i midsomras, i nyaras
i helgen, i helgens, under helgen, over helgen, helgen som var, forra helgen, helgen, haromdagen
haromkvallen, harom dagen, harom veckan, haromveckan, haromsistens, haromaret, forra veckan
forra manaden, forra aret, forra terminen, i forra veckan, forrforra veckan, ifjol, i fjol
forra sommaren, forra hosten, forra varen, forra vintern, tidigare i veckan, tidigare i manaden
tidigare i ar, tidigare i var, tidigare denna vecka, i veckan, den har veckan, denna vecka
under veckan, i manaden, denna manad, den har manaden, i borjan av veckan, i borjan pa veckan
i slutet av veckan, mitt i veckan, i borjan av manaden, i slutet av manaden, mitten av manaden
i ar, i varen, under varen, under hosten, under sommaren, under aret, i host, i sommar
for lange sedan, for lange sen, for langesen, for langesedan, lange sen, langesen, lange sedan
for ett tag sedan, for ett tag sen, ett tag sen, for nagra dagar sedan, for nagra dagar sen
for nagra veckor sedan, for nagra veckor sen, for ett par dagar sedan, for ett par dagar sen
for ett par veckor sedan, for ett par veckor sen, nagra dagar sen, ett par dagar sen, nangang
nagon gang, nan gang, nagongang, nangong, nagon dag, nan dag, nyligen, pa sistone
den senaste tiden, senaste veckan, senast, innan jul, innan pask, fore jul, efter jul, efter pask
pa pasklovet, pa sportlovet, pa jullovet, pa semestern, under semestern, i natt, inatt, vid jul
vid pask, vid nyar, pa valborg, pa skartorsdagen, pa langfredagen, pa annandagen, dagen innan
dagen fore, dagen efter, for evigheter sen, nar det begav sig, last week, last month, last year
last weekend, last spring, last summer, last autumn, last winter, this week, this month, this year
earlier this week, earlier this month, over the weekend, the other day, a while ago, a while back
some time ago, sometime, a few days ago, a few weeks ago, a couple of days ago
a couple of weeks ago, some days ago, recently, lately, ages ago, long ago, at the weekend
during the weekend, at easter, over easter, before christmas, the day before
"""

# Days that are to come.
COMING = """
imorgon, i morgon, imorn, imorron, i morron, imorrn, i morrn, imorrow, i overmorgon, overmorgon
nasta vecka, nasta manad, nasta ar, nasta termin, nasta gang, senare idag, senare i dag
senare i veckan, i nasta vecka, till helgen, i helgen som kommer, kommande helg, kommande vecka
till hosten, till varen, tomorrow, the day after tomorrow, next week, next month, next year
later today, later this week, next time, this coming week
"""

TODAY = """
idag, i dag, i da, i morse, imorse, imors, i mors, i morsse, imorsse, i formiddags, i formiddag
i eftermiddags, i eftermiddag, i kvall, ikvall, nyss, alldeles nyss, just nu, just precis
precis nu, nu precis, nyss nu, for en stund sedan, for en stund sen, en stund sen
for en liten stund sedan, for en liten stund sen, for en timme sedan, for en timme sen
en timme sen, for nagra timmar sen, for nagra minuter sedan, for nagra minuter sen
for en kvart sen, for en kvart sedan, for en halvtimme sen, for en halvtimme sedan, today
this morning, this afternoon, this evening, tonight, just now, right now, an hour ago
a minute ago, a moment ago, a few minutes ago, earlier today, tidigare idag, tidigare i dag
"""

YESTERDAY = """
igar, i gar, igarkvall, i garkvall, igarr, iga, i ga, igars, yesterday, yday, last night
igar kvall, i gar kvall, igar morse
"""

DAY_BEFORE = """
i forrgar, iforrgar, forrgar, i forgar, iforgar, forgar, i forr gar, iforrgarkvall
the day before yesterday, day before yesterday
"""

# What can stand behind or before a day and says nothing about which it is.
PARTS_OF_DAY = """
kvall kvallen kvallskvisten morse morgon morgonen morgonkvisten formiddag formiddagen formiddan
eftermiddag eftermiddagen eftermiddan em fm natt natten morning afternoon evening night
"""

HOURS = (
    "min minut minuter minutes minute timme timmar timmes tim h hour hours kvart halvtimme sekunder"
)
DAYS = "dag dgr dagar dar dagars dygn d day days"
WEEKS = "vecka veckor veckors v week weeks"
LONGER = "manad manader manads month months ar year years termin terminer"
AGO = "sedan sen sedden sean tillbaka tebaks tebax tebaka tillbaks ago back"
ROUGHLY = """
typ ungefar ungefarligen ca cirka kanske runt minst over drygt knappt nog kring omkring inemot
emot nastan mer an about around over almost roughly maybe nearly more than at least
"""
CLOCK = "kl klockan at vid"
SHARES = """
klar klart klara fardig fardigt fardiga done complete completed av of delar moduler poang stjarnor
steg kapitel p
"""
RATINGS = "betyg betyget rating score poang ger gav omdome"

# How words about time begin that name no day, where nothing else explains them.
TIMELY = (
    *("pask", "julen", "jullov", "julhel", "nyar", "helg", "veck", "manad", "termin", "sommar"),
    *("hosten", "hostlov", "vinter", "varen", "semester", "lovet", "sportlov", "midsom", "pingst"),
    *("valborg", "advent", "lucia", "afton", "mitten", "slutet", "borjan", "kvartal", "period"),
    *("tidigare", "forut", "lange", "langesen", "nyligen", "haromd", "trettondag", "annandag"),
    *("januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september"),
    *("oktober", "november", "december", "week", "month", "year", "spring", "summer", "autumn"),
    *("easter", "christmas", "earlier", "dagarna", "aret", "early", "late"),
)
TIMELY_ENDINGS = ("afton", "dagen", "helgen", "lovet", "veckan", "manaden", "aret", "ledigheten")
