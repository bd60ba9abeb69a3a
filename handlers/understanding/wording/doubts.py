"""Words that keep a report from being one: not, not yet, not I, perhaps, or only in a story."""

NEGATION = """
inte, int, ej, icke, aldrig, inga, inget, ingen, ingenting, ingalunda, inte alls, inte an, nope
not, never, no, none, nothing, nobody, nej, nae, na, naej, havent, hasnt, hadnt, didnt, dont
doesnt, isnt, wasnt, arent, wont, cant, couldnt, neither, nor, varken, knappt, knappast, missade
missat, missar, glomde, glomt, misslyckades, misslyckats, avbrot, avbrutit, avbruten, hoppade av
hoppat av, hoppade over, hoppat over, slapp, skippade, skippat, skippar, struntade, struntat
struntar, failed, missed, forgot, skipped, dropped, gave up, give up, giving up, ger upp, gav upp
gett upp, utom, forutom
except, ogjord, ogjort, ofardig, ofardigt, undone, unfinished, incomplete, fastnade, fastnat
kraschade, kraschat, vagrar, bara delvis, underkand, fick inte, without
"""

PLAN = """
till sa ar, till sa e, till sen ar, till midsommar, till jul, till pask, till nyar, till sommaren
till semestern, till terminsstart, till veckan, till manadsskiftet, till pensionen
till arsskiftet, till dess, till helgen, innan jul, innan midsommar, innan sommaren
innan semestern, fore jul, fore sommaren, fore semestern, by christmas, by summer, by then
by easter, ska, skall, skulle, tanker, tankte, tankt, planerar, planera, planerade, planen, plan
planerat, planerad, inplanerad, inplanerat, hoppas, hoppades, borde, bor, vill, ville, maste
kommer, siktar, siktet, lar, behover, behovde, onskar, amnar, avser, overvager, funderar
funderade, ser fram, langtar, snart, strax, hinner, dags att, dags for, nasta, senast, infor
anmalde, anmalt, anmald, anmalda, anmaler, bokade, bokat, bokad, bokar, bokat in, intresserad
vantar, vantade, blir, bli, gor, gar, laser, tar, kor, haller, jobbar, sitter, studerar, pluggar
genomfor, avslutar, slutfor, klarar, kollar, lovar, lovade, uppmanar, starta, borja, borjar, ga
gora, lasa, slutfora, genomfora, avsluta, ta, hinna, fixa, registrera, registrerar, skapa, skaffa
skaffar, skapar, fylla, fyller, klara av, klara mig, bli klar, lat oss, lat mig, todo, att gora
pa min lista, pa listan, star pa tur, pa tur, att lasa, kan ga, kan gora, mal for, to be, yet to
vara klar, vara fardig, vara klara, vara fardiga, vara i mal, will, gonna, going, want, wants
wanna, need, needs, should, must, would, could, might, hope, hoping, plan to, plans, planning
soon, next, lets, to do, intend, aim, aiming, due, deadline, finish, take, start, read up, sign me
ill, shall, ought, trying, try, please, check out, doing, taking, reading, working, studying
registering, signing, wish, if only, remember to, kom ihag, gladeligen, forsoker, forsoka
forsokte, fortsatter, fortsatta, aterstar, uppgift, mala, paminn, paminna, paminner, bestall
rekommenderar att, tipsar om, foreslar, foreslog
"""

PARTIAL = """
lite i, lite av, lite pa, lite om, en bit, biten, en del av, delar av, borjan av, borjan pa
forsta halvan, inledningen av, inledningen pa, a little of, some of, parts of, a bit of, nastan
nast intill, nastintill, halvvags, halva, halften, halv, halvt, halvfardig, halvklar, delvis
paborjat, paborjad, paborjade, borjade, borjat, borjade pa, startade, startat, satte igang
satt igang, satte i gang, satt i gang, kommit igang, kom igang med att, igang med, fortsatte
fortsatt, pabor, kvar, kapitel, kapitlet, kapitlen, modul, modulen, moduler, modulerna, steg
steget, lektion, lektionen, lektioner, avsnitt, avsnittet, del, delen, delarna, delar, delmoment
momentet, quiz, quizet, quizzet, slutprovet, sa gott som, i princip, i stort sett, pa gang
pa god vag, mitt i, pa vag, inne i, just nu pa, halvlek, forsta biten, sista biten, testdelen
almost, half, halfway, nearly, partly, partially, started, began, begun, chapter, chapters, module
modules, lesson, lessons, section, unit, part, left, remaining, in the middle, still, underway
in progress, pagaende, pagar, procent, percent, snart klar, introt, intron
"""

HEDGE = """
att ha, to have, istallet for, i stallet for, instead of, rather than, lite till, nagot mer
nagra till, med mera, m . m, mm, etc, osv, mfl, m fl, and more, et cetera
visst, tydligen, ungefar, mer eller mindre, ganska, ratt sa, om jag inte minns fel, pa ett ungefar
om jag inte missminner mig, om jag inte tar fel, om minnet inte sviker, formodar, kring, omkring
runt, cirka, ca, around, approximately, hyfsat, lar ha, ska vara klar nu, eller hur, trodde jag
trodde att, jag trodde jag, inbillade mig, tror, nog, kanske, typ, val, antagligen, troligen
troligtvis, formodligen, gissar, mojligen, osaker, verkar, ser ut, om jag minns ratt
minns jag ratt, antar, liksom typ, sakert, lite oklart, think, guess, maybe, probably, perhaps
suppose, reckon, seems, sort of, kind of, kinda, unsure, not sure, pretty much, basically
i believe, believe, eventuellt, oklart, menade, menar, eller, or
"""

# Somebody else than the writer.
OTHERS = """
per, den som, de som, dom som, ni som, alla som, er som, those who, anyone who, hon, han, hen
henne
honom, dom, dem, de, du, dig, ni, er, era, ert, din, ditt, dina, hennes, hans, deras, nagon, nan
nagra, nana, alla, allihop, allihopa, samtliga, varenda, varje, man, kollega, kollegan, kollegor
kollegorna, kollegerna, chef, chefen, chefer, cheferna, gruppen, personalen, teamet, ganget
arbetslaget, folk, sig, sin, sitt, sina, vikarien, praktikanten, she, he, they, him, her, his
their, them, you, your, yours, anyone, someone, somebody, everyone, everybody, anybody, colleague
colleagues, manager, boss, staff, team, people, themselves, grattis, congrats, congratulations
gratulerar, bra jobbat, well done, gratulationer, galler, a vagnar, for rakning, bibliotekarien
assistenten, medarbetare, medarbetaren, medarbetarna, flera, manga
"""

WE = "vi, oss, we, us, our, bada tva, tillsammans hela, jag och, and i, and me"

# Said to take a report back, or said by somebody else.
RETRACT = """
t . ex, exempelvis, ex, typ sa har, e . g, for instance, ta bort, tog bort, angra, angrar, angrade
radera, skrev fel, skrivit fel, fel av mig, blev fel, rakade, glom det, glom det dar, glom vad jag
skojar, skojade, skoja, skojar bara, skamtar, skamtade, skamt, bara pa skoj, aprilskamt, ironi
ironiskt, narra, scratch that, forget it, just kidding, kidding, jk, nvm, never mind, nevermind
joking, joke, undo, remove, delete, cancel, fel kurs, fel person, fel datum, falskt, lurade
pa latsas, latsades, latsas, dromde, dromt, exempel, till exempel, tex, t ex, for example, eg
i mina drommar, i drommen, in my dreams, i min fantasi, detta ar ett test, this is a test
test test, testar, provar, testing
"""
QUOTED = """
skrev, skriver, skrivit, sade, sager, sagt, berattade, berattar, fragade, fragar, undrar, undrade
horde, hort, pastod, pastar, pastas, meddelade, meddelar, halsar, tyckte, tycker, said, says, told
asked, wonder, wondering, wonders, heard, wrote, writes, claims, reported, undrat, citat, quote
star det, vet inte, vet ej
"""

CONDITION = """
ifall, om jag, om ja, om man, om du, om ni, om vi, om nagon, om nan, om det, om hon, om han
om alla, nar jag, nar ja, nar man, nar du, nar ni, nar vi, nar nagon, nar alla, nar hon, nar han
nar den, nar det, nar jag ar, nar, sa fort, sa snart, tills, forran, innan, savida, forutsatt
om bara, if, when, once, until, unless, before, as soon as, whether, provided, assuming
"""

QUESTION = """
hur, vad, vilken, vilket, vilka, vem, vems, varfor, nar, vart, var, varifran, huruvida, what
which, who, why, how, where, whose
"""
# Followed by who does it, these ask: "är jag klar", "did anyone finish".
ASKING = """
har ar e a var gjorde gick laste kan far ska skall maste behover blev tog slutforde finns raknas
kommer vill ger hade borde genomforde vet gar kunde registrerade did do does have has is are am
was were can could should would may will had
"""
ALWAYS_ASKING = "raknas finns far do can could should would is are has nagon nan anyone"
ASKED = """
jag ja du ni vi man hon han de nagon nan alla i you we they anyone someone he she it everyone
there nagra ngn
"""

# Verbs that report elsewhere, here with another meaning.
ASIDE = """
gick bra, gick jattebra, gick superbra, gick fint, gick daligt, gick sadar, gick ok, gick okej
gick at skogen, gick snabbt, gick fort, gick lysande, gick battre, gick samre, gick latt
gick trogt, gick smidigt, gick hem, gick sonder, gick ut pa, gick over
gick upp, gick forbi, gick runt, det gick, den gick, gatt bra, gatt jattebra, gatt sonder
gatt upp, gatt hem, gatt fint, gatt daligt, gick kalas, gick galant, gick vagen, gick vilse
gick pa bio, tog slut, tog tid, tog lang tid, tog hand, tog med, tog upp, tog fram, tog emot
tog ner, tog reda, tog kontakt, tog tag i, tog over, tog paus, tog semester, tog ledigt, tog lunch
tog fika, laste upp, laste hogt, laste av, last upp, last hogt, gjorde ont, gjorde mig
gjorde reklam, gjorde slut, gjorde fel, gjorde bort, did well, did not, took place, took over
took time, took part, went well, read aloud, read out, took a break, took a look, klarade sig
klarade inte
"""
PARTICLES = (
    "pa av upp ut ner om till fran in bort fram hem over i ur at vid mot hos for som off away"
)

# Said when what was written before, or after, is not quite right.
CORRECTION = """
nej nae forlat oj ops oops menar menade minns snarare rattare fel sorry mean meant wait eller vet
glomt ursakta rattelse correction rather hoppsan
"""

# What a list goes on with after what is finished: to come rather than done.
NEXT = "nu sen sedan sa da dags over pa till mot now then next on onto to"

# Without it a report that somebody finished is not quite one.
PROOF = """
allt alltihop hela intyg intyget kursintyg kursintyget godkand godkant diplom diplomet provet prov
testet test quizet all everything certificate pass passed test exam
"""
