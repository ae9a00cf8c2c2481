"""What the events of exchanging are called."""

from tongming.law.words import N_

KINDS = {
    "exchange.peer_added": N_("登记交换对象"),
    "exchange.peer_ended": N_("停用交换对象"),
    "exchange.key_compared": N_("核对公钥指纹"),
    "exchange.key_revoked": N_("停用公钥"),
    "exchange.address_changed": N_("修改交换网址"),
    "exchange.begun_anew": N_("重新约定交换起点"),
    "exchange.reports_packed": N_("生成报送包"),
    "exchange.judgements_packed": N_("生成审核意见包"),
    "exchange.received": N_("接收交换包"),
    "exchange.receipted": N_("收到回执"),
    "exchange.marked": N_("标注收到的报告"),
    "exchange.unmarked": N_("取消收到报告的标注"),
    "exchange.sent_back": N_("退回收到的报告"),
    "exchange.cleared": N_("审核通过收到的报告"),
}

FIELDS = {
    "direction": N_("上级或下级"),
    "public_keys": N_("公钥指纹"),
    "key_fingerprint": N_("公钥指纹"),
    "compared_how": N_("怎样核对的"),
    "peer_address": N_("网址"),
    "serial": N_("包的编号"),
    "counted": N_("份数"),
    "package_kind": N_("包的种类"),
    "anchor": N_("对方台账（条数:指纹）"),
    "arrived_by": N_("怎样送来"),
}
