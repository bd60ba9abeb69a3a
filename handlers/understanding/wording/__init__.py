"""Tables of words, folded: lower case and without diacritics. A line can hold a whole phrase."""
