"""Tokens in links and cookies: 256 bits to whoever holds them, and only a hash to us."""

import hashlib
import secrets
from dataclasses import dataclass
from typing import Final

BYTES: Final = 32
CODE_DIGITS: Final = 6


@dataclass(frozen=True, slots=True)
class Token:
    """A new token: `word` goes out once, `mark` stays."""

    word: str
    mark: bytes


def new_token() -> Token:
    """43 letters that nobody can guess."""
    word = secrets.token_urlsafe(BYTES)
    return Token(word, mark_of(word))


def mark_of(word: str) -> bytes:
    """SHA-256. A slow hash adds nothing: there are 2^256 words."""
    return hashlib.sha256(word.encode()).digest()


def new_code() -> str:
    """Six digits to say aloud, each as likely as the others."""
    return f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}}"
