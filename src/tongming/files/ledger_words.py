"""What the events of files are called."""

from tongming.law.words import N_

KINDS = {
    "files.kept": N_("存入文件"),
    "files.opened": N_("打开涉及个人的文件"),
    "files.sealed": N_("把涉及个人的文件加密"),
    "files.scanned": N_("检查文件"),
    "files.finding_kept": N_("保留发现"),
    "files.masked": N_("遮盖文件"),
    "files.redacted": N_("涂黑文件"),
}

FIELDS = {
    "name": N_("名称"),
    "sha256": N_("文件指纹"),
    "size": N_("大小（字节）"),
    "right": N_("查看所需的权限"),
    "found": N_("发现"),
    "open": N_("待处理"),
    "kept": N_("保留的发现"),
    "kept_reason": N_("保留理由"),
    "copy": N_("新文件"),
    "copy_sha256": N_("新文件指纹"),
    "pages": N_("涂黑的页"),
    "boxes": N_("涂黑的框数"),
    "covered": N_("遮盖的发现"),
    "extractors": N_("检查方法"),
}
