"""What the events of publishing are called."""

from tongming.law.words import N_

KINDS = {
    "publishing.edition": N_("更新公开站点"),
}

FIELDS = {
    "edition": N_("版次"),
    "fingerprint": N_("站点指纹"),
    "keys": N_("更新的信息"),
    "written": N_("写入的文件数"),
    "removed": N_("删除的文件数"),
    "files": N_("文件总数"),
}
