"""Reports to take along: a workbook and a picture, made of frozen values and texts.

`storage.report` reads the values and leaves out what may not be told; here nothing is read.
pandas, openpyxl and matplotlib are loaded when the first report is made.
"""
