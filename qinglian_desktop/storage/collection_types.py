"""Columns of what is collected: of types of their own in PostgreSQL, for others to query.

SQLite, which knows no such types, keeps the words.
"""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any, TypeVar

from sqlalchemy import TIMESTAMP, Date, Dialect, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.types import TypeDecorator, TypeEngine

T = TypeVar("T")


class _InWords(TypeDecorator[T]):
    """Kept as ``native`` where the database has such a type, else as ``said``."""

    impl = Text
    cache_ok = True
    native: TypeEngine[Any]

    def said(self, value: Any) -> str:
        """The words for a value."""
        raise NotImplementedError

    def heard(self, kept: Any) -> T:
        """The value of what is kept, words or native."""
        raise NotImplementedError

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Words in SQLite, the type itself elsewhere."""
        return dialect.type_descriptor(Text() if dialect.name == "sqlite" else self.native)

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        """As it is kept."""
        return self.said(value) if value is not None and dialect.name == "sqlite" else value

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        """As it is used."""
        return None if value is None else self.heard(value)


class Instant(_InWords[datetime]):
    """A local time, without a zone."""

    cache_ok = True
    native = TIMESTAMP()

    def said(self, value: Any) -> str:
        """2026-11-05 09:30:00"""
        return value.isoformat(sep=" ")

    def heard(self, kept: Any) -> datetime:
        """Of words or a time."""
        return kept if isinstance(kept, datetime) else datetime.fromisoformat(kept)


class CalendarDay(_InWords[date]):
    """A day."""

    cache_ok = True
    native = Date()

    def said(self, value: Any) -> str:
        """2026-11-05"""
        return value.isoformat()

    def heard(self, kept: Any) -> date:
        """Of words or a day."""
        return kept if isinstance(kept, date) else date.fromisoformat(kept)


class JsonList(_InWords[list[Any]]):
    """A list of what JSON can say."""

    cache_ok = True
    native = JSONB()

    def said(self, value: Any) -> str:
        """["缺封面盖章"]"""
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

    def heard(self, kept: Any) -> list[Any]:
        """Of JSON, or what was read from it."""
        return json.loads(kept) if isinstance(kept, str) else kept
