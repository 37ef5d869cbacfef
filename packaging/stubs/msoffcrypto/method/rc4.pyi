"""What tests use to encrypt."""

from typing import IO

class DocumentRC4:
    @staticmethod
    def decrypt(password: str, salt: bytes, ibuf: IO[bytes], blocksize: int) -> IO[bytes]: ...
