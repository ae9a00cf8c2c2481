"""What the events of files are called."""

from tongming.law.words import N_

KINDS = {
    "files.kept": N_("存入文件"),
}

FIELDS = {
    "name": N_("名称"),
    "sha256": N_("文件指纹"),
    "size": N_("大小（字节）"),
    "right": N_("查看所需的权限"),
}
