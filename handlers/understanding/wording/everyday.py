"""Words that many titles have and that people use for other things as well, folded.

One of them alone never names a title for certain, however rare it is in the catalogue.
"""

EVERYDAY = frozenset(
    """
    anvanda anvandare anvandaren anvander arbete arbetet arbeta arbetsplats arrangemang artikel
    artiklar avdelning avsnitt barn barnen barns bast basta bearbetning behov behover beratta
    berattelse berattelser beslut besok besokare bibliotek biblioteket bibliotekarie bild bilder
    blogg bocker bok boken bokcirkel bokklubb bokprat boktips borja bra bygg bygga chatt chef dag
    dagar data dator datorer del dela delta digital digitala digitalisering digitalt digiteket
    dokument e-bok elever enkel enkla enkelt enklare erfarenhet erfarenheter facebook familj film
    filmer folk folkbibliotek folkbiblioteket forandring forbattra forskning forslag forst forsta
    foto fraga fragor framtid framtiden fri fria fritt fordjupning forelasning funktion ga
    geografi gora grund grunder grunderna grundlaggande grupp grupper guide handla handledning
    handlingsplan hantera hjalp hjalpa hus ide ideer illustrera information innehall inkludering
    inspiration instruktion internet intervju introduktion invanare jobba jobb kalender kampanj
    kamera kanal kartlaggning kommun kommunikation kompetens kompetenser kompetensutveckling kontor
    koncept konst kontakt kort kraft krav kultur kunskap kunskaper kunskapsoversikt kurs kurser
    kvalitet lag lagar land lank lankar laromedel lara larande larare lasa laser lasning lasare
    lasframjande ledare ledarskap leda leder lek leka leker licens licenser lista liv litteratur
    ljud lokal lunch lycka lyssna mal malet malgrupp malgrupper man manniska manniskor
    manad material media medier medlem metod metoder miljo mobil mobilen mobiler mojlighet
    mojligheter moten mote motet motesplats motesplatser musik myndighet nat natet natverk
    nyckel nyhet nyheter nytt nya omrade omraden omstallning omvarld ord ordning organisation
    oversikt personal personalen plan planera planering plats plattform plattformen podd poddar
    policy politik praktik praktiska presentation problem process produktion program programmering
    projekt projektet publicera rad rapport rapporten redigera redigering region regler resa resor
    resurs resurser resultat rum rattigheter safety sakerhet samarbeta samarbete samhalle samhallet
    samla samtal schema senior seniorer service shop siffror sida sidor skapa skapande skola
    skolor skriv skriva skrivstuga skrivande skarm skydd slakt smarta social sociala sok soka
    sokning sommar sommaren spel spela spelar sprak spraket start starta statistik stod strategi
    strategier studie studiecirkel studiecirkeln studiebesok stad surfplatta svar syfte system
    sagostund sagostunden teknik telefon telefoner telefonen test text texter tid tider tillganglig
    tillganglighet tips tjanst tjanster trad transformation trend trender tryck trycka tryckte
    tryggt trygg tydlig tydliga undersokning undervisning ungdom ungdomar unga utbildning
    utmaning utmaningar utstallning utstallningen utveckla utveckling uppdrag uppgift
    utanforskap vagen vag vagledning vanliga vardag vardagen varld varlden verksamhet verksamheten
    verktyg verktygen video videor visa vision vuxna workshop workshops workshopen webb webben
    webbplats affisch affischer bokbuss bokbussen bokvagn broschyr nyhetsbrev programblad katalog
    skyltning skyltar inkop gallring magasin reservationer sprakcafe sprakkafe babyrytmik budget
    rekrytering schemat rapportering ansokan medarbetarsamtal lonesamtal sommarboken larosate
    about access article basic basics beginner beginners book books build building chat children
    citizen client code communication community computer content course create data design
    developing development digital everyday first future getting group guide guides help
    idea ideas internet introduction learn learning library libraries literacy making
    management media meeting meetings mobile network online people phone play policy practice
    privacy program programming project read reading report research resource resources rights
    safe school search security share skill skills social start story strategy student students
    support team technology text tips tool tools training updated updating user users using video
    web website work working workshop write writing
    angelagen beredskap bildning byra delaktighet delakultur demokrati diskussion erfaren
    fokus framgang framgangsfaktorer granska hallbar hallbarhet halsa hemsida integritet
    juridik kallor kallkritik klimat lagesrapport losenord mangfald medborgare minne
    omvarldsbevakning plattformar reflektioner perspektiv samverkan sprida stipendium
    tema tolkning trygghet utvardering uppfoljning utmana vilja visuell oppen oppet oppna
    podd podden podcast robot robotar dronare 3d skrivare makerspace saga sagor hobby lasstund
    filmklubb spelkvall forfattarbesok bestand affarer dans djur fest forening fotboll idrott jul pask mat natur park skog teater
    """.split()
)
