"""What comes from others or goes between them: returns, receipts, templates and settings."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from random import Random
from typing import Any

from PIL import Image
from PySide6.QtCore import QCoreApplication, QSettings

from qinglian_desktop.application.answers import Answers
from qinglian_desktop.application.filling import Filling
from qinglian_desktop.application.handing_ports import Verdict
from qinglian_desktop.application.receipts import Receipt, read_receipt
from qinglian_desktop.application.signing import RECEIPT_TEXT, signature_fits
from qinglian_desktop.application.summary_template import load_template
from qinglian_desktop.application.verifying import verify
from qinglian_desktop.cli.form_maps import MapReading, read_map
from qinglian_desktop.cli.input_files import read_records
from qinglian_desktop.documents.filling.files import FormDocuments
from qinglian_desktop.documents.returns.many import ManyReturns
from qinglian_desktop.documents.returns.workbook import ReturnWorkbook
from qinglian_desktop.documents.sheets.reader import SheetReader
from qinglian_desktop.domain.errors import EnvironmentProblem
from qinglian_desktop.domain.flow.outline_reading import read_outline
from qinglian_desktop.domain.period import Period
from qinglian_desktop.storage.photo_pages import pages, small_page
from qinglian_desktop.storage.photos import is_picture, prepare
from qinglian_desktop.storage.signatures import Ed25519
from qinglian_desktop.ui.doorway.recent_books import RecentBooks
from qinglian_desktop.ui.locking.lock_minutes import LONGEST, NEVER, lock_minutes
from qinglian_desktop.ui.look.file_dialogs import begins_at
from qinglian_desktop.ui.look.kept_settings import kept_number
from qinglian_desktop.ui.look.theme import SCALES
from tests.bad_sheets import workbook_of
from tests.collected_corpus import Shape, month_of, signed_by
from tests.fuzz.mutations import other_json, text_tokens, within_zip
from tests.fuzz.target import Amiss, Attempt, Sample, Target
from tests.fuzz.undone_book import own_book
from tests.invented import EVERYTHING, INVENTED
from tests.storage.invented_books import NOW

_SECRET, _OTHER_SECRET = bytes(range(32)), bytes(range(32, 64))
_COMPANY, _PROGRAM = "qinglian", "qinglian_desktop"
_TINY = Shape(2, 2)


def returns(made: Path) -> tuple[list[Sample], Attempt]:
    """Verified as whoever gets it does, and read as it is collected; sound only as it was sent."""
    months = [Period.parse(each) for each in ("2026-10", "2026-09")]
    contents = [
        signed_by(unit, month_of(unit, month, shape=_TINY)) for unit in (1, 2) for month in months
    ]
    data: list[bytes] = []
    for each in contents:
        path = made / each.file_name
        ReturnWorkbook().write(each, path)
        data.append(path.read_bytes())
    known = {each.told for each in contents}

    def attempt(place: Path, name: str, data: bytes) -> None:
        path = place / name
        path.write_bytes(data)
        (read,) = ManyReturns(SheetReader()).read_all([path])
        verified = verify(ReturnWorkbook(), path, sheets=SheetReader())
        for found in (read.found, verified):
            if isinstance(found, EnvironmentProblem) or found.findings:
                continue
            if found.content.told not in known:
                raise Amiss("没有看出改动")

    return [Sample(contents[0].file_name, data[0], tuple(data[1:]))], attempt


def receipts(made: Path) -> tuple[list[Sample], Attempt]:
    """Read, its signature looked at, and kept; what fits says what was signed."""
    keys = Ed25519()
    receipt = Receipt(
        unit_code="QL-07",
        unit_name="青莲号",
        period=Period.parse("2026-10"),
        revision=2,
        digest="ab" * 32,
        verdict=Verdict.RETURNED,
        reasons=("第3行的数和上月的合不上", "没有盖章"),
        given_at=datetime(2026, 11, 3, 9, 5),
        given_by="示例市委机关工委",
        key=keys.public_of(_SECRET).hex(),
    )
    both = receipt, replace(receipt, verdict=Verdict.TAKEN, reasons=())
    told = {each.told for each in both}
    texts = [
        each.text(keys.sign(_SECRET, f"{RECEIPT_TEXT}\n{each.told}".encode()).hex()).encode()
        for each in both
    ]

    def attempt(place: Path, name: str, data: bytes) -> None:
        (place / name).write_bytes(data)
        read = read_receipt(place / name)
        _ = read.receipt.file_name
        is_ours = read.receipt.key == receipt.key
        fits = signature_fits(keys, read.signed, RECEIPT_TEXT, read.told)
        if is_ours and fits and read.told not in told:
            raise Amiss("签名合得上别的话")
        answers = Answers(own_book(place), INVENTED, lambda: NOW, keys)
        answers.keep(answers.look([place / name]), accepts_key=True)

    def signed_again(data: bytes, other: bytes, random: Random) -> bytes:
        """Somebody else says something else, and signs it."""
        body = json.loads(other_json(data, other, random))
        body["公钥"] = keys.public_of(_OTHER_SECRET).hex()
        body.pop("签名", None)
        said = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        signature = keys.sign(_OTHER_SECRET, f"{RECEIPT_TEXT}\n{said}".encode()).hex()
        return json.dumps(body | {"签名": signature}, ensure_ascii=False).encode()

    return [Sample(receipt.file_name, texts[0], (texts[1],), (signed_again,))], attempt


def templates(made: Path) -> tuple[list[Sample], Attempt]:
    """A template of a summary."""
    text = (
        "# {单位}{报告期}总结\n% 不印的一行\n## 一、记事\n共记{万事簿.事数|多}件。"
        "【其中{everything.red|余}件是红的，】来客{万事簿.来客}人次。\n### （一）小结\n完。\n"
    )

    def attempt(place: Path, name: str, data: bytes) -> None:
        (place / name).write_bytes(data)
        load_template(place / name, INVENTED)

    return [Sample("总结.txt", text.encode())], attempt


def records(made: Path) -> tuple[list[Sample], Attempt]:
    """Records of a command, from a file."""
    said = [{"line": "补帆", "day": "2026-10-09", "count": 3, "rows": [{"task": "看灯"}]}]

    def attempt(place: Path, name: str, data: bytes) -> None:
        (place / name).write_bytes(data)
        read_records(str(place / name))

    return [Sample("记录.json", json.dumps(said, ensure_ascii=False).encode())], attempt


def pictures(made: Path) -> tuple[list[Sample], Attempt]:
    """Photos and scans in each form that is kept: made fit, put on paper, shown small."""

    def attempt(place: Path, name: str, data: bytes) -> None:
        if not is_picture(name, data):
            return
        for keep_original in (False, True):
            photo = prepare(name, data, keep_original=keep_original)
            pages(photo.data)
            small_page(photo.data, 120)

    image = Image.linear_gradient("L").resize((90, 60)).convert("RGB")
    clear = image.convert("RGBA")
    clear.putalpha(120)
    other = image.rotate(90)
    forms = {
        "照片.jpg": _encoded(image, "JPEG", exif=_turned()),
        "截图.png": _encoded(clear, "PNG", dpi=(90, 180)),
        "动图.gif": _encoded(image, "GIF", save_all=True, append_images=[other, other]),
        "扫描.tif": _encoded(image, "TIFF", save_all=True, append_images=[other]),
        "黑白.tif": _encoded(image.convert("1"), "TIFF", compression="group4"),
        "位图.bmp": _encoded(image, "BMP"),
        "网图.webp": _encoded(clear, "WEBP"),
    }
    return [Sample(name, data) for name, data in forms.items()], attempt


def _encoded(image: Image.Image, form: str, **how: Any) -> bytes:
    kept = io.BytesIO()
    image.save(kept, form, **how)
    return kept.getvalue()


def _turned() -> Image.Exif:
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = 6, "一张照片"
    return exif


def outlines(made: Path) -> tuple[list[Sample], Attempt]:
    """A chart written as lines of text."""
    text = (
        "1. 提出申请（办公室）\n2. 是否符合条件？\n  是 → 3\n  否 → 6\n"
        "3. 两人审核【风险：把关不严】\n4. 集体研究\n5. 公示\n6. 退回、说明原因\n"
    )

    def attempt(place: Path, name: str, data: bytes) -> None:
        ids = iter(range(10**6))
        read_outline(data.decode(errors="surrogateescape"), lambda: str(next(ids)))

    return [Sample("流程.txt", text.encode())], attempt


def maps(made: Path) -> tuple[list[Sample], Attempt]:
    """What goes where in a form, from a file."""
    form = workbook_of([["事", "日期", "总重"], [" ", " ", " "], [" ", " ", " "]])
    said = {
        "C2": "{{万事簿.事数}}件",
        "C3": "",
        "表!A2:B3": {"ledger": EVERYTHING.key, "columns": ["一行字", "day"], "span": "本月"},
    }

    def attempt(place: Path, name: str, data: bytes) -> None:
        (place / name).write_bytes(data)
        filling = Filling(own_book(place), INVENTED, lambda: NOW, "周", FormDocuments())
        opened = filling.open("表.xlsx", form)
        mapping = MapReading(filling, INVENTED, opened).applied(
            read_map(place / name), opened.mapping
        )
        kept = filling.keep(opened, mapping)
        filling.fill(kept, Period.parse("2026-10"), place)

    return [Sample("对应.json", json.dumps(said, ensure_ascii=False).encode())], attempt


def settings(made: Path) -> tuple[list[Sample], Attempt]:
    """What this PC keeps between two starts: read as when a window is made."""
    form, scope = QSettings.Format.NativeFormat, QSettings.Scope.UserScope
    before = Path(QSettings(form, scope, _COMPANY, _PROGRAM).fileName()).parents[1]

    def attempt(place: Path, name: str, data: bytes) -> None:
        QSettings.setPath(form, scope, str(place))
        names = QCoreApplication.organizationName(), QCoreApplication.applicationName()
        try:
            QCoreApplication.setOrganizationName(_COMPANY)
            QCoreApplication.setApplicationName(_PROGRAM)
            path = Path(QSettings().fileName())
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(data)
            if kept_number("scale", SCALES, 100) not in SCALES:
                raise Amiss("字号不是可以选的")
            if not NEVER <= lock_minutes() <= LONGEST:
                raise Amiss("锁上的分钟数不是可以选的")
            for each in RecentBooks().all():
                _ = each.folder.exists(), each.name
            begins_at("导入")
        finally:
            QSettings.setPath(form, scope, str(before))
            QCoreApplication.setOrganizationName(names[0])
            QCoreApplication.setApplicationName(names[1])

    books = [{"folder": "/家/台账库", "sample": False, "keeper": "书记"}]
    words = json.dumps(json.dumps(books))
    text = (
        f"[General]\ndark=true\nrecent_books={words}\nscale=125\n\n"
        "[folders]\n%U5BFC%U5165=/家\n\n[lock]\nminutes=30\n"
    )
    return [Sample("qinglian_desktop.conf", text.encode())], attempt


HANDED_FILES = {
    "returns": Target("月报（收、核对）", returns, (within_zip,)),
    "receipts": Target("回执", receipts, (other_json,)),
    "templates": Target("总结模板", templates, (text_tokens,)),
    "pictures": Target("附件里的照片、扫描件", pictures),
    "outlines": Target("流程图的文字", outlines, (text_tokens,)),
    "maps": Target("表的每一格填什么（JSON）", maps, (other_json,)),
    "settings": Target("本机的设置", settings, (text_tokens,)),
    "records": Target("命令读的记录（JSON）", records, (other_json,)),
}
