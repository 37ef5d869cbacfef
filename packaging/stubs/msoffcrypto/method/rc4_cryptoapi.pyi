"""What tests use to encrypt."""

from typing import IO

class DocumentRC4CryptoAPI:
    @staticmethod
    def decrypt(
        password: str, salt: bytes, keySize: int, ibuf: IO[bytes], blocksize: int
    ) -> IO[bytes]: ...
