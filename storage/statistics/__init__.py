"""KB's open library statistics: reading them, from bibstat or from its export, and keeping them.

    reading = fetch(Bibstat("https://bibstat.kb.se"), [2017, 2018, 2019])
    with database.writing() as session:
        result = import_statistics(session, reading, context)

A reading is whole or an error. Missing is never zero. The figures are CC0.
"""
