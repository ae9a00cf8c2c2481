"""What the events of reading are called."""

from tongming.law.words import N_

KINDS = {
    "reading.point_opened": N_("登记查阅点"),
    "reading.point_changed": N_("修改查阅点"),
    "reading.point_ended": N_("停止查阅点"),
    "reading.closure_added": N_("登记闭馆安排"),
    "reading.closure_taken_back": N_("取消闭馆安排"),
    "reading.kiosk_coded": N_("发出查询机启用码"),
    "reading.kiosk_started": N_("启用自助查询机"),
    "reading.kiosk_ended": N_("停用自助查询机"),
    "reading.visit_entered": N_("登记查阅"),
    "reading.visit_counted": N_("查询机计入一次查阅"),
    "reading.visit_struck_out": N_("划去查阅登记"),
    "reading.visitor_opened": N_("查看查阅人姓名"),
    "reading.visitors_erased": N_("清除到期的查阅人姓名"),
    "reading.receiver_named": N_("登记接收单位"),
    "reading.receiver_ended": N_("停止向接收单位移交"),
    "reading.transfer_prepared": N_("编制移交清单"),
    "reading.transfer_line_out": N_("从移交清单去掉一条"),
    "reading.transfer_handed": N_("移交"),
    "reading.transfer_received": N_("登记签收"),
    "reading.transfer_dropped": N_("作废移交批次"),
}

FIELDS = {
    "name": N_("名称"),
    "point": N_("查阅点"),
    "kiosk": N_("自助查询机"),
    "read_by": N_("查阅方式"),
    "copied_pages": N_("复制页数"),
    "named": N_("留有姓名"),
    "receiver": N_("接收单位"),
    "every_months": N_("每几个月移交一次"),
    "batch": N_("批次"),
    "items": N_("件数"),
    "erased": N_("清除的条数"),
    "reason": N_("事由"),
}
