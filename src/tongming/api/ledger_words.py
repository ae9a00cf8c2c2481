"""What the events of the API are called. No name of a token: it is somebody's own wording."""

from tongming.law.words import N_

KINDS = {
    "api.token_created": N_("创建接口令牌"),
    "api.token_revoked": N_("停用接口令牌"),
    "api.acted": N_("通过接口办理"),
}

FIELDS = {
    "token": N_("令牌编号"),
    "scopes": N_("权限范围"),
    "expires_on": N_("有效期至"),
    "operation": N_("接口操作"),
}
