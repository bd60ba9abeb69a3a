"""A message as it comes from a chat, turned into plain text that keeps its length when folded.

- Links, mentions and check marks become one private character each, so that nothing of an
  address is read as words.
- Lines that quote somebody else are left out: they are not the writer's own words.
- The folded text has no case and no diacritics, and every position means the same in both.
"""

import html
import re
import unicodedata
from dataclasses import dataclass

LINK, MENTION, DONE, UNDONE, STRUCK = "\ue000", "\ue001", "\ue002", "\ue003", "\ue004"
LONGEST = 4000  # characters; what comes after is not read

_INVISIBLE = re.compile(
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff\ue000-\uf8ff"
    "\U0001f3fb-\U0001f3ff\U000e0000-\U000e0fff]"
)
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]")
_QUOTED = re.compile(r"^[ \t]*(?:&gt;|>)[^\n]*$", re.MULTILINE)
_MARKUP = re.compile(r"<([^<>\n]{1,3000})>")
_ADDRESS = re.compile(
    r"(?:https?://|\bwww\.)[^\s<>\"|\ue000-\ue004]+|\b(?:[\w-]{1,63}\.)?digiteket\.se\b(?:[/?#][^\s<>\"|]*)?",
    re.IGNORECASE,
)
_BEHIND_ADDRESS = ".,;:!?)]}'*_~”“’"
_EMOJI_CODE = re.compile(r":(?=[a-z0-9_+-]*[a-z+])[a-z0-9_+-]{2,60}:|:100:", re.IGNORECASE)
_STRUCK = re.compile(r"(?<![\w~])~(?=\S)[^~\n]{1,300}~(?![\w~])")
_CODES = {
    ":white_check_mark:": DONE,
    ":heavy_check_mark:": DONE,
    ":ballot_box_with_check:": DONE,
    ":checkered_flag:": DONE,
    ":done:": DONE,
    ":x:": UNDONE,
    ":negative_squared_cross_mark:": UNDONE,
    ":hourglass:": UNDONE,
    ":hourglass_flowing_sand:": UNDONE,
    ":soon:": UNDONE,
}
_SIGNS = re.compile(r"\[[xX✓✔]\]|\[ ?\]|[✅✔☑✓🏁❌✖❎⌛⏳🔜☐]")
_UNDONE_SIGNS = frozenset({*"❌✖❎⌛⏳🔜☐", "[]", "[ ]"})


@dataclass(frozen=True, slots=True)
class Message:
    """`shown` as written, `folded` to compare; `links` in the order of their characters.

    So are `mentions`, the accounts of those who are mentioned, unless one of them was struck out.
    """

    shown: str
    folded: str
    links: tuple[str, ...]
    mentions: tuple[str, ...] = ()


def clean(text: str) -> Message:
    """What was written, without the platform's markup."""
    links: list[str] = []
    mentions: list[str] = []
    plain = _INVISIBLE.sub("", text[:LONGEST].replace("\r\n", "\n").replace("\r", "\n"))
    plain = _CONTROL.sub(" ", unicodedata.normalize("NFC", plain))
    plain = _MARKUP.sub(lambda found: _bracketed(found, mentions), _QUOTED.sub("", plain))
    plain = _ADDRESS.sub(lambda found: _linked(found[0], links), html.unescape(plain))
    plain = _compatible(plain)
    plain = _STRUCK.sub(STRUCK, _EMOJI_CODE.sub(_emoji, plain))
    shown = _SIGNS.sub(_sign, plain)
    return Message(shown, fold(shown), tuple(links), tuple(mentions))


def fold(text: str) -> str:
    """Lower case without diacritics, character by character: the length stays."""
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(char.lower()[:1] for char in text)
    return lower.translate(_FOLDED)


def _bracketed(found: re.Match[str], mentions: list[str]) -> str:
    """Slack writes links, people, channels and broadcasts between angle brackets."""
    inside = found[1]
    if inside.startswith("@"):
        mentions.append(inside[1:].partition("|")[0])
        return f" {MENTION} "
    if inside.startswith(("#", "!", "mailto:", "tel:")):
        return " "
    address, _, _ = inside.partition("|")
    return f" {address} " if _ADDRESS.match(address) else f" {inside} "


def _linked(address: str, links: list[str]) -> str:
    bare = address.rstrip(_BEHIND_ADDRESS)
    links.append(bare)
    return f" {LINK} {address[len(bare) :]}"


def _compatible(text: str) -> str:
    """Full-width letters, ligatures and the like as plain ones; hostile expansions are cut."""
    return unicodedata.normalize("NFKC", text)[: 2 * LONGEST]


def _emoji(found: re.Match[str]) -> str:
    return f" {_CODES.get(found[0].lower(), ';')} "


def _sign(found: re.Match[str]) -> str:
    return f" {UNDONE if found[0] in _UNDONE_SIGNS else DONE} "


def _folding() -> dict[int, str]:
    """Every Latin letter with a mark to the letter without."""
    table = {ord("ø"): "o", ord("æ"): "a", ord("ð"): "d", ord("ł"): "l", ord("đ"): "d"}
    for code in range(0xC0, 0x250):
        bare = unicodedata.normalize("NFD", chr(code))[0]
        if bare != chr(code) and bare.isascii():
            table[code] = bare
    table.update(dict.fromkeys(map(ord, "’‘´`ʼ"), "'"))
    table.update(dict.fromkeys(map(ord, "‐‑‒–—―−"), "-"))
    table.update(dict.fromkeys(map(ord, "“”„»«"), '"'))
    return table


_FOLDED = _folding()
