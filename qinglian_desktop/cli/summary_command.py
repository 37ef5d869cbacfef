"""The command that writes the half-year or year summary."""

from __future__ import annotations

import argparse
from pathlib import Path

from qinglian_desktop.application.document_ports import SummaryForm
from qinglian_desktop.application.summarising import lacking_words
from qinglian_desktop.cli.command import (
    Answer,
    Call,
    Command,
    Json,
    Option,
    file_ending,
    number,
    read_period,
)
from qinglian_desktop.domain.period import Period, PeriodKind
from qinglian_desktop.domain.summary import Sentence, text_of


def _summary(call: Call) -> Answer:
    to = Path(call.given.to)
    with call.desk(read_only=True) as desk:
        summarising = desk.summarising
        template = Path(call.given.template) if call.given.template else summarising.templates()[""]
        draft = summarising.draft(call.given.period, template)
        written = summarising.write(draft.paragraphs, to)
    figures: list[Json] = [
        {
            "ledger": line.ledger.key,
            "key": line.measure.key,
            "label": line.measure.label,
            "unit": line.measure.unit,
            "value": number(line.figure.value),
            "ids": list(line.figure.records),
        }
        for line in draft.used
    ]
    sentences: list[Json] = [
        _sentence(each) for paragraph in draft.paragraphs for each in paragraph.sentences
    ]
    left_out: list[Json] = [
        {"text": each.text, "reason": lacking_words(each)} for each in draft.left_out
    ]
    signature = written.signature
    lines = [f"{draft.period.label}总结已写好，用了 {len(figures)} 个数：", str(to)]
    lines.append(f"署名：{signature.name or '（没有）'}，成文日期：{signature.written_day}。")
    lines += [written.told] if written.told else []
    if draft.left_out:
        lines.append(f"没有写进去的话有 {len(left_out)} 处：")
        lines += [f"  {each.text}（{lacking_words(each)}）" for each in draft.left_out]
    return Answer(
        {
            "path": str(to),
            "period": draft.period.key,
            "sentences": sentences,
            "figures": figures,
            "left_out": left_out,
            "lacking": written.lacking,
            "signature": {"name": signature.name, "day": signature.day.isoformat()},
            "fonts": [
                {
                    "part": each.part,
                    "wanted": each.wanted,
                    "name": each.name,
                    "is_stand_in": each.is_stand_in,
                }
                for each in written.fonts
            ],
            "warnings": list(written.warnings),
        },
        lines,
        [f"请留意：{each}" for each in written.warnings],
    )


def _sentence(sentence: Sentence) -> Json:
    return {
        "text": text_of(sentence),
        "figures": [
            {"ledger": piece.ledger, "key": piece.measure, "text": piece.text}
            for piece in sentence
            if not isinstance(piece, str)
        ],
    }


def _read_term(text: str) -> Period:
    period = read_period(text)
    if period.kind not in (PeriodKind.HALF, PeriodKind.YEAR):
        raise argparse.ArgumentTypeError(
            f"总结按半年或全年写，“{text}”不行，请写 2026H1、2026H2 或 2026。"
        )
    return period


SUMMARY = Command(
    ("summary",),
    "写半年或全年总结，成 Word、PDF 或文本；每个数都从记录里算，没有记录的话不写进去，逐句列出",
    _summary,
    (
        Option(
            "--period",
            "半年或全年：2026H1、2026H2 或 2026",
            "报告期",
            required=True,
            read=_read_term,
        ),
        Option(
            "--to",
            "写成哪个文件，以 .docx、.pdf 或 .txt 结尾",
            "文件",
            required=True,
            read=file_ending(*(each.value for each in SummaryForm)),
        ),
        Option("--template", "本单位的总结模板，不写时用自带的", "文件"),
    ),
)
