"""Words that change nothing about a report, and words that join."""

ME = "jag, jagh, mig, mej, min, mitt, mina, sjalv, me, my, myself, ive, im, ja"

# What titles are full of, and what no title is told apart by.
STOP = """
och i pa av tva tre fyra fem sex sju atta nio tio for till fran om en ett den det de att som ar
vid hos under mellan over genom ur mot enligt per inom sin sitt sina din ditt dina er era du vi
man sa hur vad var nar vilken mer an kring inte alla mig dig oss detta denna dessa har the a of to
and in on by with your you we our at from two three four five six is are it its as how what when
why this that these those or into about up jag med
"""

FILLER = """
istallet, i stallet, instead, samma dag, same day, the same day, an jag trodde, an jag hade trott
an vantat, an forvantat, than i thought, than expected, datum, date, som heter
som heter nagot med, med namnet, som kallas, called, named, tjohej, yippee
gott, najs, weeho, phew, wow, oj, ojoj, nummer, ytterligare, dagens, veckans, manadens
vill bara meddela att, vill meddela att, ville meddela att, ville bara meddela att, vill saga att
ville bara saga att, vill bara saga att, ville saga att, kan meddela att, kan beratta att
kan saga att, meddelar att, meddelar harmed att, harmed meddelas att, meddelas att
skriver for att saga att, skriver for att meddela att, vill beratta att, ville beratta att
ville bara beratta att, far meddela att, vill tala om att, ville tala om att, vill rapportera att
rapporterar att, vill bara rapportera att, kan rapportera att, vill informera om att
just wanted to say that, wanted to say that, just wanted to say, wanted to say
happy to report that, happy to say that, can report that, battre sent an aldrig
better late than never, inte illa, inte daligt, inte svart, inte sa svart, jaha, jajaman
jajamansan, hurra, joho, sadarja, trog, sugen, mycket, massor, valdigt, riktigt, jattekul
superkul, jattebra, jatteroligt, jatteskoj, skoj, lattad, lattnad, antligen antligen, hej, heej
hejsan, halla, halloj, tja, tjena, tjenare, tjo, morsning, god morgon, godmorgon, god morron
godmorron, morn, hi, hello, hey, yo, kompis, kompisen, dear, okej, ok, okay, oki, okidoki, ja
japp, jepp, jajamen, jajamensan, jo, jora, joda, jada, yes, yep, yeah, yay, yeay, wohoo, woho
woop, woohoo, tjoho, tjohoo, jippi, jippie, puh, pust, phu, pjuh, uff, ah, oh, aha, hepp, sadar
sa dar, saja, sa ja, voila, tada, tadaa, bra, mvh, aentligen, antligen, entligen, finally, nu, nuu
numera, just, precis, alldeles, redan, ocksa, oxa, oxo, aven, dessutom, helt, hela, allt, forsta
andra, tredje, nya, ny, bada, bade, both, ena, faktiskt, verkligen, ju, da, dar, dit, hihi, haha
hehe, lol, asa, alltsa, liksom, iaf, i alla fall, iallafall, i varje fall, minsann, sorru, serru
du vet, vet du, hordu, hor du, so, sen, sedan, s, har med, harmed, for min del, for egen del, egen
eget, egna, arets, senaste, lilla, stora, roliga, intressanta, langa, korta, kul, roligt, rolig
trakig, trakigt, jobbig, jobbigt, nyttig, nyttigt, larorik, larorikt, skont, skon, bra gjort
superbra, toppen, perfekt, intressant, spannande, svar, svart, latt, enkel, enkelt, good, great
nice, fun, easy, hard, tough, really, very, now, already, also, too, all, whole, entire, the whole
the entire, new, fully, 100, interesting, useful, boring, today too, officially, just about now
hereby, personligen, dags, snabbt, fort, fortf, fortfarande ja, till slut, tillslut, till sist
slutligen, omsider, eventually, at last, at long last, min sann, hemma, pa jobbet, pa arbetstid
hemifran, pa distans, at work, here, at home, from home, online, pa natet idag, pa kontoret
pa taget, pa bussen, i soffan, pa rasten, pa lunchen, over lunchen, pa fikat, under lunchen
mellan passen, i disken, pa passet, under passet, tack, tackar, tack for mig, thanks, thank you
thx, ty, cheers, vanligen, snalla, rapport, rapporterar, rapportera, vill rapportera, vill meddela
meddelande, uppdatering, update, status, fyi, obs, for kannedom, info, till info, lite info
har kommer, kan rapportera, kan meddela, kan bocka av, for alla, halsning, halsningar
vanliga halsningar, med vanlig halsning, regards, best, best regards, forst, xd, fick intyg
fick intyget, fatt intyg, har intyg, intyg bifogas, intyget ar har, notis, idag ocksa, dudu, a, aa
sa, sa nu, ar det, det ar, it is, its, thats, detta, denna, den har, den dar, den, det, dom dar
this, that, the, these, those, a bit, lite, rejalt, ordentligt, stolt, glad, nojd, trott, happy
proud, tired, pleased, yess, yesss, kanon, grymt, fint, harligt, mums, sist, sista, hel, komplett
gladje, fantastiskt, fantastisk, underbart, sjalvklart, klart som korvspad, sakta men sakert
steg for steg i lugn, med bravur, galant, utan problem, no problem, with flying colours, med glans
pa riktigt, for real, forresten, btw, by the way, ps, igen, again, once more, en gang till
pa egen hand, pa eget initiativ, enligt plan, som planerat, enligt planen, som lovat, som lovats
as promised, as planned, mission accomplished, eller sa, foljande, the following, nedanstaende
dessa, tva stycken, tillsammans, ihop, together, direkt, genast, pa en gang, pa studs, directly
straight away
"""

JOIN = "och samt plus and "
BUT = "men fast but though although daremot however"
THEN = "sa sen sedan so then och darfor"

# Before these words a verb that comes first still asks: "hej, har du ...".
GREETING = "hej hejsan hi hello hey kompis ok okej du tack ja men forresten och"

# Who else was there does not matter.
COMPANION = "tillsammans med, ihop med, together with, i sallskap med, along with, tillsammans me"

# How words begin that say where or when, not what.
ADJUNCT = """
pa i under hemma vid innan fore efter over mellan hos genom at fran during before after in on
"""

# Where somebody sits with a course; any other "i ..." or "på ..." may belong to its name.
PLACES = """
jobbet jobb kontoret bibblan biblioteket huvudbiblioteket filialen arbetsplatsen arbetstid
personalmotet motet apt apten arbetsplatstraffen fikat fikan lunchen rasten passet disken soffan
sangen taget bussen balkongen tradgarden datorn mobilen plattan telefonen ipaden distans natet
hemmakontoret bokbussen infodisken receptionen studietiden utbildningsdagen kvall eftermiddag
formiddag timme work office home desk train bus sofa phone laptop library lunch break
"""
