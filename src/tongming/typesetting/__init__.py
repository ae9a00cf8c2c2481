"""Papers in the layout of official documents (GB/T 9704—2012): as Word documents and as PDF.

Reports, published items and letters share it: typefaces, the parts of a Word document (`word`),
pages set by Typst (`pages`, `official.typ`), and how title and signature stand (`wording`).
"""
