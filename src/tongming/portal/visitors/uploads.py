"""What the public may send: looked at by content, bounded, gone through by the virus scanner."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from tongming.applications.applicants.actions import Upload
from tongming.files.actions.keeping import admit, clean_name
from tongming.files.sniff import Kind, sniff
from tongming.law.words import N_, Refused, say

PICTURES = (Kind.JPEG, Kind.PNG, Kind.WEBP, Kind.BMP, Kind.TIFF)
PROOFS = frozenset({*PICTURES, Kind.PDF, Kind.OFD})
MATERIAL = frozenset({*PROOFS, Kind.DOC, Kind.DOCX, Kind.XLS, Kind.XLSX, Kind.TXT})

_TOLD = {
    PROOFS: N_("照片（JPG、PNG）、PDF 或者 OFD"),
    MATERIAL: N_("照片（JPG、PNG）、PDF、OFD、Word、Excel 或者文本"),
}


def accepts(kinds: frozenset[Kind]) -> str:
    """The endings, for the browser's own choice of files."""
    return ",".join(f".{ending}" for kind in sorted(kinds) for ending in sorted(kind.endings))


def take_in(upload: UploadedFile[Any], kinds: frozenset[Kind]) -> Upload:
    """An upload's name and content, admitted; refused in plain words otherwise."""
    name = clean_name(upload.name or "")
    if (upload.size or 0) > settings.APPLY_FILE_BYTES:
        raise Refused(
            say(
                N_("文件“{name}”太大，每个文件最多{most} MB。可以把照片拍小一些，"
                   "或者分成几个文件。"),
                name=name,
                most=settings.APPLY_FILE_BYTES // 1_048_576,
            )
        )  # fmt: skip
    content = upload.read()
    told = say(_TOLD[kinds])
    if sniff(content, name, allowed=told) not in kinds:
        raise Refused(say(N_("文件“{name}”不能用。可以上传：{kinds}。"), name=name, kinds=told))
    admit(content, name)
    return name, content
