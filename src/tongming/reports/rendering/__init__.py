"""A report as files: a page, a Word document, a PDF, a workbook, data.

`layout` works out the grid of each table once; every printer walks the same grid. The words they
share are in `wording`. `html.render_body` is the fragment that screens show.
"""

from tongming.reports.rendering.files import FileKind, file_name, render, write_all

__all__ = ["FileKind", "file_name", "render", "write_all"]
