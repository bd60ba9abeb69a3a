"""Words that many titles have and that people use for other things as well, folded.

One of them alone never names a title for certain, however rare it is in the catalogue.
"""

EVERYDAY = """
3d about access affarer affisch affischer angelagen ansokan anvanda anvandare anvandaren anvander
ar arbeta arbete arbetet arbetsplats arrangemang article artikel artiklar avdelning avsnitt
babyrytmik barn barnen barns basic basics bast basta bearbetning beginner beginners behov behover
beratta berattelse berattelser beredskap beslut besok besokare bestand bibliotek bibliotekarie
biblioteket bild bilder bildning blogg bocker bok bokbuss bokbussen bokcirkel boken bokklubb
bokprat boktips bokvagn book books borja bra broschyr budget build building bygg bygga byra chat
chatt chef children citizen client code communication community computer content corona course
covid create dag dagar dans data dator datorer del dela delaktighet delakultur delta demokrati
design developing development digital digitala digitalisering digitalt digiteket diskussion djur
dokument dronare elever enkel enkelt enkla enklare erfaren erfarenhet erfarenheter everyday
facebook familj fest film filmer filmklubb first fokus foljd folk folkbibliotek folkbiblioteket
forandring forbattra fordjupning forelasning forening forfattarbesok forskning forslag forst
forsta fotboll foto fraga fragor framgang framgangsfaktorer framtid framtiden fri fria fritt
funktion future ga gallring geografi getting gora granska group grund grunder grunderna
grundlaggande grupp grupper guide guides hallbar hallbarhet halsa handla handledning handlingsplan
hantera help hemsida hjalp hjalpa hobby hus ide idea ideas ideer idrott igang illustrera
information inkludering inkop innehall inspiration instagram instruktion integritet internet
intervju introduction introduktion invanare jobb jobba jul juridik kalender kallkritik kallor
kamera kampanj kanal kartlaggning katalog kb klimat kommun kommunikation kompetens kompetenser
kompetensutveckling koncept konst kontakt kontor kort kraft krav kultur kunskap kunskaper
kunskapsoversikt kurs kurser kvalitet lag lagar lagesrapport land lank lankar lara larande larare
laromedel larosate lasa lasare laser lasframjande lasning lasstund learn learning leda ledare
ledarskap leder lek leka leker libraries library licens licenser lista literacy litteratur liv
ljud lokal lonesamtal losenord lunch lycka lyssna magasin makerspace making mal malet malgrupp
malgrupper man manad management mangfald manniska manniskor mat material medarbetarsamtal
medborgare media medier medlem meeting meetings metod metoder miljo minne mobil mobile mobilen
mobiler mojlighet mojligheter mote moten motesplats motesplatser motet musik myndighet nat natet
natur natverk network nya nyckel nyhet nyheter nyhetsbrev nytt omrade omraden omstallning omvarld
omvarldsbevakning online oppen oppet oppna ord ordning organisation oversikt pandemi park pask
people personal personalen perspektiv phone plan planera planering plats plattform plattformar
plattformen play podcast podd poddar podden policy politik practice praktik praktiska presentation
privacy problem process produktion program programblad programmering programming project projekt
projektet publicera rad rapport rapporten rapportering rattigheter read reading redigera
redigering reflektioner region regler rekrytering report resa research reservationer resor
resource resources resultat resurs resurser rights robot robotar rum safe safety saga sagor
sagostund sagostunden sakerhet samarbeta samarbete samhalle samhallet samla samtal samverkan
schema schemat school search security senior seniorer service share shop sida sidor siffror skapa
skapande skarm skill skills skog skola skolor skriv skriva skrivande skrivare skrivstuga skydd
skyltar skyltning slakt smarta social sociala sok soka sokning sommar sommarboken sommaren spel
spela spelar spelkvall sprak sprakcafe spraket sprakkafe sprida stad start starta statistik
stipendium stod story strategi strategier strategy student students studie studiebesok
studiecirkel studiecirkeln support surfplatta svar syfte system team teater technology teknik
telefon telefonen telefoner tema test text texter tid tider tillganglig tillganglighet tips tjanst
tjanster tolkning tool tools trad training transformation trend trender tryck trycka tryckte trygg
trygghet tryggt tydlig tydliga undersokning undervisning unga ungdom ungdomar updated updating
uppdrag uppfoljning uppgift user users using utan utanforskap utbildning utmana utmaning
utmaningar utstallning utstallningen utvardering utveckla utveckling vag vagen vagledning vanliga
vara vardag vardagen varld varlden vastra verksamhet verksamheten verktyg verktygen video videor
vilja visa vision visuell vuxna web webb webben webbplats website work working workshop workshopen
workshops write writing
"""
