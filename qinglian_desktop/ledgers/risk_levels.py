"""The five methods by which a unit gives a risk its level, and what each one asks."""

from collections.abc import Callable, Mapping

from qinglian_desktop.domain.values import Value, Values

LEVELS = ("一级", "二级", "三级")
METHODS = (
    "按后果定级",
    "按符合标准的条数定级",
    "按风险数量定级",
    "按权力大小定级",
    "按可能性和危害程度定级",
)
CONSEQUENCES = ("构成犯罪", "受纪律处分", "受组织处理")
CRITERIA = (
    "涉及人财物管理",
    "自由裁量空间大",
    "与群众或企业利益直接相关",
    "曾经发生过问题",
    "缺少制度或监督",
)
POWER = ("掌握人财物或“三重一大”", "一般权力", "权力很小")
CHANCE = ("高", "中", "低")
HARM = ("重", "中", "轻")
_RANK = {"高": 3, "重": 3, "中": 2, "低": 1, "轻": 1}


def _word_rank(key: str, words: tuple[str, ...]) -> Callable[[Values], str | None]:
    """The level whose place in the list of levels is the answer's place in its own."""

    def level(values: Values) -> str | None:
        answer = values.get(key)
        return LEVELS[words.index(answer)] if isinstance(answer, str) and answer in words else None

    return level


def _by_criteria(values: Values) -> str | None:
    met = values.get("criteria")
    count = len(met) if isinstance(met, tuple) else 0
    return None if not count else LEVELS[0 if count >= 3 else 1 if count == 2 else 2]


def _by_count(values: Values) -> str | None:
    if values.get("veto") == "有":
        return LEVELS[0]
    count = values.get("risk_count")
    if not isinstance(count, int) or count < 1:
        return None
    return LEVELS[0 if count >= 5 else 1 if count >= 3 else 2]


def _by_product(values: Values) -> str | None:
    chance, harm = values.get("likelihood"), values.get("severity")
    if not isinstance(chance, str) or not isinstance(harm, str):
        return None
    return level_of_product(chance, harm)


def level_of_product(chance: str, harm: str) -> str:
    """The level of what is so likely and does so much harm."""
    product = _RANK.get(chance, 0) * _RANK.get(harm, 0)
    return LEVELS[0 if product >= 6 else 1 if product >= 3 else 2]


_LEVEL_BY: Mapping[str, Callable[[Values], str | None]] = dict(
    zip(
        METHODS,
        (
            _word_rank("consequence", CONSEQUENCES),
            _by_criteria,
            _by_count,
            _word_rank("power_held", POWER),
            _by_product,
        ),
        strict=True,
    )
)


def suggested_level(values: Values) -> Value:
    """The level that follows from the answers by the chosen method; None until answered."""
    method = values.get("method")
    return _LEVEL_BY[method](values) if isinstance(method, str) and method in _LEVEL_BY else None
