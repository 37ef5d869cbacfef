"""What tests use to encrypt."""

from typing import IO

class ECMA376Encrypted:
    def __init__(self, encryptedPackage: bytes, encryptionInfo: bytes) -> None: ...
    def write_to(self, obuf: IO[bytes]) -> None: ...
