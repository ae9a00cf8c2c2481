"""The installation's own signing keys, in a file of their own, and public keys of others.

A line a key: `sign …` is private, the newest first; `old …` is the public half of one that signs no
more. While there are two that sign, every package carries both signatures, so that whoever trusts
the old key sees by whom the new one is vouched for.
"""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

from tongming.law.words import N_, Refused, say

_HEX_KEY = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class SigningKey:
    """One private key."""

    private: str

    @property
    def public(self) -> str:
        """The public half, in hexadecimal."""
        return self._key.public_key().public_bytes_raw().hex()

    def sign(self, message: bytes) -> str:
        """The signature, in hexadecimal. Ed25519: the same message, the same signature."""
        return self._key.sign(message).hex()

    @property
    def _key(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(self.private))

    @classmethod
    def new(cls) -> SigningKey:
        """A key nobody had before."""
        return cls(Ed25519PrivateKey.generate().private_bytes_raw().hex())


@dataclass(frozen=True, slots=True)
class Ring:
    """What the file holds."""

    signing: tuple[SigningKey, ...]
    """The newest first; at least one."""
    old: tuple[str, ...] = ()
    """Public halves of keys that sign no more."""


def fingerprint(public: str) -> str:
    """By which two people on the telephone know a public key: 32 hexadecimal digits."""
    return hashlib.sha256(bytes.fromhex(public)).hexdigest()[:32]


def spoken(digits: str) -> str:
    """A fingerprint in groups of four, to be read out."""
    return " ".join(digits[at : at + 4] for at in range(0, len(digits), 4))


def is_public_key(text: str) -> bool:
    """Whether a text can be a public key."""
    return _HEX_KEY.fullmatch(text) is not None


def verifies(public: str, message: bytes, signature: str) -> bool:
    """Whether the signature of a message was made with the key of this public half."""
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public))
        key.verify(bytes.fromhex(signature), message)
    except (ValueError, InvalidSignature):
        return False
    return True


def load(path: Path) -> Ring:
    """The keys in force; the first is made at the first use."""
    try:
        return _read(path)
    except FileNotFoundError:
        temporary = _written_beside(path, Ring((SigningKey.new(),)))
        try:
            os.link(temporary, path)  # of two processes starting at once, one makes the key
        except FileExistsError:
            pass
        finally:
            temporary.unlink(missing_ok=True)
        _settle(path)
        return _read(path)


def rotate(path: Path) -> Ring:
    """A new key before the others. The one before goes on signing beside it until `retire`."""
    ring = load(path)
    renewed = Ring((SigningKey.new(), *ring.signing), ring.old)
    _write(path, renewed)
    return renewed


def retire(path: Path) -> Ring:
    """Only the newest signs from now on; of the others the public halves are kept."""
    ring = load(path)
    old = (*(key.public for key in ring.signing[1:]), *ring.old)
    renewed = Ring(ring.signing[:1], old)
    _write(path, renewed)
    return renewed


def _read(path: Path) -> Ring:
    try:
        lines = path.read_text(encoding="ascii").split("\n")
    except FileNotFoundError:
        raise
    except (OSError, UnicodeDecodeError):
        raise _unreadable(path) from None
    signing, old = [], []
    for line in filter(None, lines):
        word, _space, value = line.partition(" ")
        if word not in ("sign", "old") or not _HEX_KEY.fullmatch(value):
            raise _unreadable(path)
        if word == "sign":
            signing.append(SigningKey(value))
        else:
            old.append(value)
    if not signing:
        raise _unreadable(path)
    return Ring(tuple(signing), tuple(old))


def _unreadable(path: Path) -> Refused:
    return Refused(
        say(N_("签名密钥文件 {path} 读不出来。请系统管理员从备份恢复这个文件。"), path=str(path))
    )


def _write(path: Path, ring: Ring) -> None:
    _written_beside(path, ring).replace(path)
    _settle(path)


def _written_beside(path: Path, ring: Ring) -> Path:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".exchange-keys-")
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.writelines(f"sign {key.private}\n" for key in ring.signing)
        file.writelines(f"old {public}\n" for public in ring.old)
        file.flush()
        os.fsync(file.fileno())
    return Path(temporary)


def _settle(path: Path) -> None:
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
