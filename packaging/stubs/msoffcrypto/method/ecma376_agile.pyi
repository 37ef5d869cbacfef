"""What tests use to encrypt."""

from typing import IO

class ECMA376Agile:
    @staticmethod
    def encrypt(key: str, ibuf: IO[bytes], *, spin_count: int = ...) -> bytes | bytearray: ...
