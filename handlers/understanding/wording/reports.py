"""Words that say that something is finished, and what kind of thing it is."""

# "klar med X", "X är klar": what it is about stands behind "med" or in front.
STATE = """
lyckades bli klar, lyckats bli klar, hann bli klar, hunnit bli klar, orkade bli klar
lyckades bli fardig, hann bli fardig, hunnit bli fardig, fick fardigt, fatt fardigt, fatt klart
klar, klart, klara, kalr, klr, fardig, fardigt, fardiga, fardi, fardit, farig, ferdig, avklarad
avklarat, avklarade, avklara, avklarat klart, done, finished, completed, complete, i mal, i hamn
check, checkad, checkat, avprickad, avprickat, avbockad, avbockat, i land, over and done, all done
finito, klappat och klart, fardiggjord, fardiggjort, bockad, bockat, klarmarkerad, klar och fardig
klart och fardigt, helt klar
"""

# Participles: "gjord", "har läst": about what stands in front when nobody "has" done it.
PARTICIPLE = """
gatt igenom hela, last igenom hela, lyssnat igenom hela, utlast, genomlast, taken, done with
fatt intyg for, fatt intyg pa, fatt mitt intyg for, fatt mitt intyg pa, godkand
fatt intyget for, fatt kursintyg for, godkant, godkand pa, godkant pa, fatt godkant pa
fatt diplom for, gjord, gjort, gjorda, slutford, slutfort, slutforda, genomford, genomfort
genomforda, genomgatt, genomgangen, genomganget, genomgangna, avslutad, avslutat, avslutade, gatt
last, lasta, laest, fixad, fixat, fixade, tagit, tagen, klarat, klarat av, betat av, avbetad
plojt, plojd, bockat av, prickat av, bockad av, prickad av, checkat av, korts klart, kort klart
lest, gaott, fullfoljd, fullfoljt, fullgjord, fullgjort, avverkad, avverkat, gjordes, gjorts
lasts, gatts, utford, utfort, last ut, knackt, sett klart, studerat klart, lyssnat klart
hunnit med, hunnit klart, been through, passed, wrapped up, gone through, worked through
read through, ticked off
"""

# Somebody does it: who stands in front or, in Swedish, right behind.
PAST = """
gick igenom hela, laste igenom hela, lyssnade igenom hela, hann jag med, hann jag klart
kom i mal med, kommit i mal med, gick i mal med, gatt i mal med, tagit mig i mal med
tog mig i mal med, stracklaste, slukade, stokade undan, stokat undan, fick undan, fatt undan
drog av, rev av, korde igenom, tuggade igenom, betade igenom, sprang igenom, rodde hem, tog hem
klarade mig igenom, kampade mig igenom, slet mig igenom, jobbade mig igenom, tragglade mig igenom
arbetade mig igenom, lyssnade mig igenom, laste mig igenom, traskade mig igenom
harvade mig igenom, svettades mig igenom, knogade mig igenom, klickade mig igenom
betade mig igenom, plojde mig igenom, tog mig igenom, plogade mig igenom, stretade mig igenom
tog mig antligen igenom, tog mig till slut igenom, tog mig nu igenom, tog mig hela vagen igenom
fick godkant pa, blev godkand pa, blev godkand i, fick godkant i, fick mitt kursintyg for
fick mitt intyg i, fick mitt intyg fran, fick kursintyget for, fick mitt diplom for, gjorde, gjode
gick, gck, laste, lsate, laeste, slutforde, genomforde, genomgick, avslutade, klarade, klarade av
tog, plojde, plojde igenom, betade av, bockade av, prickade av, checkade av, fullfoljde
fullgjorde, avverkade, korde klart, sag klart, knackte, fixade till, blev klart med
la sista handen pa, la sista handen vid, lade sista handen vid, lade sista handen pa
satte punkt for, rodde i land, rodde iland, ronk klart, tog mig genom, fick jag mitt intyg for
fick jag intyg for, fick jag intyget for, fick mitt intyg for, fick intyg for, fick intyg pa
fick mitt intyg pa, fick kursintyg for, fick intyget for, fick intyg fran, har intyg pa
har intyg for, fick diplom for, fick kursintyg pa, hann med, hann klart, blev av med, fick klart
fick gjort, fick gjord, studerade klart, did, took, read, knocked out, got through, went through
worked through, ticked off, wrapped, got my certificate for, got the certificate for
got a certificate for, earned my certificate for, received my certificate for
have my certificate for, got certified in
"""

# Looked at, perhaps not finished: asked about.
LOOKED = """
kollade igenom, kollat igenom, tittade igenom, tittat igenom, skummade, skummade igenom, skummat
gick igenom, gatt igenom, laste igenom, last igenom, bladdrade igenom, ogna, ognade igenom
tittade pa, tittat pa, kollade pa, kollat pa, sag pa, sett pa, kikade pa, kikat pa, kollade in
var med pa, varit med pa, deltog i, deltagit i, deltog pa, gick pa, gatt pa, var pa, varit pa
jobbade med, jobbat med, jobbade igenom, arbetade med, arbetade igenom, sysslade med, skimmed
looked at, looked through, attended, watched, went to, sat with, worked on, checked out, bocka av
kryssa av, markera, lagg till, lagg in, skriv upp, notera, anteckna, mark, add, log, plojt igenom
du kan bocka av, kan du bocka av
sag, sett, korde, kort
"""

HAVE = "har, ha, hade, haft, have, has, had, ive, har nu"
BE = "ar, e, a, aer, var, va, vart, varit, blev, ble, blivit, bli, is, was, am, are, im, been, be"
WITH = "med, me, m, ma, mad, with, w"
MANAGED = """
hann, hunnit, lyckades, lyckats, orkade, orkat, managed to, managed, got around to
tog mig tid att
"""

# What is done once somebody managed to: "hann göra", "managed to finish".
TO_DO = """
gora, ga, lasa, slutfora, genomfora, avsluta, fixa, gora klart, ga klart, lasa klart, do, finish
complete, read, take, doing, finishing, completing, reading, taking
"""

COURSE = """
kurs, kursen, kurser, kurserna, kursn, krusen, kurspaket, kurspaketet, webbkurs, webbkursen
natkurs, natkursen, onlinekurs, onlinekursen, distanskurs, distanskursen, digiteketkursen
digiteketkurs, utbildning, utbildningen, utbildningar, utbildningarna, artikel, artikeln
artiklarna, inspirationsartikel, inspirationsartikeln, essa, essan, tema, temat, lararesurs
larresurs, larresursen, larresurserna, grejen, grejerna, grej, paketet, webbutbildning
webbutbildningen, ekurs, ekursen, temasidan, kursmaterialet, larpaketet, course, courses, training
trainings, class, article, essay, theme, one, thing, package
"""
COURSE_ENDINGS = """
kurserna kursen kurser kurs utbildningarna utbildningen utbildning artikeln artikel paketet paket
essan essa grejen temat
"""

ASSESSMENT = """
sjalvskattning, sjalvskattningen, sjalvskattningar, sjalvskattningarna, sjalvskattningens
sjalvskattningstest, sjalvskattningstestet, sjalvskattningstesten, sjalv skattning
sjalv skattningen, sjalv - skattningen, sjalv - skattning, sjalvtest, sjalvtestet
sjalvutvardering, sjalvutvarderingen, sjalvvardering, sjalvvarderingen, sjalvskattningsformularet
sjalvskattningsenkaten, sjalvskattningsverktyget, self assessment, selfassessment
self - assessment, self evaluation, self - evaluation, self test, self - test, self assesment
self - assesment, selfassesment, self assessments
"""
ASSESSED = """
sjalvskattade mig, sjalvskattat mig, sjalvskattade, sjalvskattat, skattade mig sjalv
skattat mig sjalv, skattade mig, skattat mig, sjalvskattad, self - assessed, self assessed
selfassessed, assessed myself, skattade min digitala kompetens, skattat min digitala kompetens
"""
# Perhaps the self-assessment: asked about.
ASSESSMENT_PERHAPS = """
digcomp, dig comp, digcomptestet, digcomptest, kompetenstestet, kompetenstest, testet, 24 fragorna
de 24 fragorna, pastaendena, 24 pastaendena, skattning, skattningen, skattningstestet
competence test, skills test
"""
FILLED_IN = """
fyllde i, fyllt i, ifylld, ifyllt, svarade pa, svarat pa, besvarade, besvarat, besvarad, fyllde
skickade in, skickat in, inskickad, inskickat, lamnade in, lamnat in, filled in, filled out
answered, submitted, turned in, gjorde om, gjort om
"""

DIGITEKET = """
digiteket, digitekets, digitekt, digitket, digiteke, digitheket, digiteket se, digitekat, digteket
digietket, digitaket, digitekett, digitetket
"""
REGISTERED = """
joinade, joinat, joined, anslot mig till, anslutit mig till, registrerade, registrerat
registrerad, registrerade mig, registrerat mig, registrerad pa, registerat, registerade
registerad, regristrerade, regristrerat, regrade, regade, regat, reggade, reggat, reggad
skrev in mig, skrivit in mig, skrev upp mig, gick med, gatt med, signed up, signed up for
signed up on, signed up at, signed up to, registered, registrerd, registrera mig klart
loggade in for forsta gangen, loggat in for forsta gangen, registreringen, registrering
registration, sign - up, signup, anmalde mig pa, anmalt mig pa, blev medlem, blivit medlem
ar medlem, inskriven, enrolled on
"""
ACCOUNT = """
konto, kontot, anvandarkonto, anvandarkontot, account, an account, inlogg, inloggning
inloggningen
"""
GOT = """
skapade, skapat, skapad, skapades, skaffade, skaffat, skaffade mig, skaffat mig, skaffad, la upp
lade upp, lagt upp, oppnade, oppnat, fick, fatt, fixade, ordnade, ordnat, ordnad, har, upplagt
har haft, haft
created, made, opened, got, set up, now have, have, aktiverade, aktiverat, aktiverad, startade upp
satte upp
"""
