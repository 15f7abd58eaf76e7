"""The fixed words of hovers in English and Simplified Chinese; those about the contract's places are in `schemas/`."""

from __future__ import annotations

from typing import Final, Literal

Language = Literal["en", "zh-cn"]

_WORDS: Final[dict[str, tuple[str, str]]] = {
    "and": ("and", "和"),
    "type": ("Type", "类型"),
    "required": ("required", "必需"),
    "optional": ("optional", "可选"),
    "needed": ("required in practice", "实际上必需"),
    "deprecated": ("deprecated", "已弃用"),
    "read-only": ("read-only", "只读"),
    "default": ("Default", "默认值"),
    "range": ("Range", "范围"),
    "at-least": ("at least {0}", "至少 {0}"),
    "from-to": ("{0} to {1}", "{0} 到 {1}"),
    "pattern": ("Pattern", "模式"),
    "versions": ("API versions", "API 版本"),
    "since": ("since {0}", "自 {0} 起"),
    "until": ("until {0}", "到 {0} 为止"),
    "not-available": ("not in API version {0}", "API 版本 {0} 中没有"),
    "os": ("Operating system", "操作系统"),
    "values": ("Values", "允许的值"),
    "more-values": ("The service may accept other values.", "服务可能接受其他值。"),
    "deprecated-since": ("Deprecated since {0}", "自 {0} 起弃用"),
    "use-instead": ("use `{0}` instead", "请改用 `{0}`"),
    "example": ("Example", "示例"),
    "documentation": ("Documentation", "文档"),
    "array-of": ("array of {0}", "{0} 数组"),
    "map-of": ("object with {0} values", "值为 {0} 的对象"),
    "region": ("Azure region", "Azure 区域"),
    "region-supported": ("Image Builder is offered here.", "此区域提供映像生成器。"),
    "region-unsupported": (
        "Image Builder is not offered here; images can be distributed to it.",
        "此区域不提供映像生成器；可以将映像分发到此区域。",
    ),
    "region-preview": ("A preview: register the feature `{0}`.", "预览版：需注册功能 `{0}`。"),
    "region-zones": ("Has availability zones.", "有可用性区域。"),
    "cloud": ("Cloud", "云"),
    "api-version": ("API version", "API 版本"),
    "api-retired": ("The service does not accept it any more.", "服务不再接受此版本。"),
    "api-preview": ("A preview that is deprecated.", "已弃用的预览版。"),
    "api-stable": ("A stable version.", "稳定版本。"),
    "api-newest": ("The newest version in the documentation.", "文档中的最新版本。"),
    "api-strict": (
        "Unknown properties and wrong letter case are rejected.",
        "未知属性和大小写错误会被拒绝。",
    ),
    "api-lenient": (
        "Unknown properties are ignored without a word.",
        "未知属性会被忽略，且没有提示。",
    ),
    "api-unknown": ("The service has no such version.", "服务没有此版本。"),
    "duration": ("Duration", "时长"),
    "resource-id": ("Resource ID", "资源 ID"),
    "subscription": ("Subscription", "订阅"),
    "group": ("Resource group", "资源组"),
    "provider": ("Resource type", "资源类型"),
    "placeholder": ("Placeholder", "占位符"),
    "placeholder-text": (
        "To be replaced before the template is submitted: as it stands the service rejects it.",
        "提交模板前需替换：保持原样会被服务拒绝。",
    ),
    "vm-size": ("VM size", "VM 大小"),
    "vcpus": ("Processors", "处理器数"),
    "retires": ("Retired on {0}", "停用日期：{0}"),
    "generation": ("Boots generation", "可启动的代系"),
    "image": ("Marketplace image", "市场映像"),
    "support-ends": ("Support ends or ended on {0}", "支持结束日期：{0}"),
    "expression": ("Expression", "表达式"),
    "value": ("Value", "值"),
    "value-unknown": ("Not known here", "此处未知"),
    "function": ("Function", "函数"),
    "user-function": ("User-defined function", "用户定义函数"),
    "returns": ("Returns", "返回"),
    "only-in": ("Only in {0}", "只能用于 {0}"),
    "parameter": ("Parameter", "参数"),
    "variable": ("Variable", "变量"),
    "allowed": ("Allowed values", "允许的值"),
    "from-file": ("Value from `{0}`", "值来自 `{0}`"),
    "from-default": ("Default value", "默认值"),
    "no-value": ("No value here: the deployment must give one.", "此处没有值：必须在部署时提供。"),
    "secret": ("The value is secret and not shown.", "该值是机密，不予显示。"),
    "not-declared": ("Not declared in this template.", "此模板中未声明。"),
}


def word(key: str, language: str, *parts: object) -> str:
    """A fixed word or sentence, with its parts filled in. Raises KeyError for a key that there is not."""
    english, chinese = _WORDS[key]
    return (chinese if language == "zh-cn" else english).format(*parts)
