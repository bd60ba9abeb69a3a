"""What people ask the bot itself, folded."""

PROGRESS = """
hur gar det, hur ligger jag, hur ligger vi, hur ligger, hur langt har, hur langt ar
hur langt kvar, hur manga har, hur manga av, hur manga ar, hur stor andel, hur manga procent
hur star det till med, hur star vi, nar vi mal, nar vi malen, nar vi malet, klarar vi mal
klarar vi malen, klarar vi malet, kvar att gora, har jag kvar, har vi kvar, vad aterstar
vad ar kvar, vad saknas, vad saknar jag, vad har jag gjort, vad har vi gjort, hur ser det ut
ligger vi efter, ligger vi bra till, ar vi i fas, ar vi pa vag, mina framsteg, vara framsteg
framsteg, min status, var status, visa framsteg, visa status, visa malen, visa lage, laget for
hur mycket har, hur mycket ar, hur mycket aterstar, mina kurser, min lista, vilka kurser har jag
hur gick det for oss, har vi natt, nar ar vi i mal, hur nara, min statistik, var statistik
laget i lanet, how are we doing, how am i doing, how is it going, hows it going, how far
how many have, how many of, how many are, what do i have left, what have i got left, whats left
what is left, left to do, do i have left, do we have left, my progress, our progress, progress
are we on track, on track, will we reach, do we reach, reach the goals, reach our goals, how close
what remains, what have i done, what have we done, my status, our status, show progress
how is our library, how is the county, hows our library, hows the county, how does it look
how are things going
"""

HELP = """
hjalp, help, vad kan du, vad gor du, vem ar du, hur rapporterar, hur gor jag, hur gor man
hur funkar, hur fungerar, hur anvander, kommandon, kommando, instruktioner, hur anmaler jag
hur loggar, hur registrerar jag en, hur skriver jag, what can you do, who are you, how do i
how does this work, how does it work, commands, instructions, how to, what are you
vad ska jag skriva, hur angrar jag
"""
