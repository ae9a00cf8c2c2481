"""A report as files: a page, a Word document, a PDF, a workbook, data."""
