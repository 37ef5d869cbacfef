"""What tests use to encrypt."""

class ECMA376Standard:
    @staticmethod
    def makekey_from_password(
        password: str,
        algId: int,
        algIdHash: int,
        providerType: int,
        keySize: int,
        saltSize: int,
        salt: bytes,
    ) -> bytes: ...
