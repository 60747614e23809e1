"""Find the capitalised names of a document: where each begins and ends, before anybody knows what it names."""

import re
from dataclasses import dataclass

from graph.extract.lexicon import Lexicon
from graph.extract.words import HYPHENS, Words, keys

DATELINE = re.compile(
    r"^[^\n]{0,12}?([A-ZÀ-Þ][A-ZÀ-Þ'’.\- /]{2,}[A-ZÀ-Þ.])((?:,|/| \()[^\n—–]{0,40}?)?\s*"
    r"(?:[—–]|--| - |(:|\. (?=[A-Z])))"
)
LOOSE = re.compile(r"^([A-ZÀ-Þ][\w'’.\- ]{2,25}(?:, [^\n—–]{1,30})?(?: \([^)\n]{2,40}\))?)\s(?:[—–]|--|-)\s")
FUNCTION_TAGS = frozenset(
    [
        "DT",
        "IN",
        "PRP",
        "PRP$",
        "CC",
        "RB",
        "RBR",
        "RBS",
        "VB",
        "VBD",
        "VBG",
        "VBN",
        "VBP",
        "VBZ",
        "UH",
        "EX",
        "MD",
        "WDT",
        "WP",
        "WP$",
        "WRB",
        "TO",
        "CD",
        "PDT",
        "RP",
        "JJR",
        "JJS",
    ]
)


@dataclass(slots=True)
class Name:
    """A run of capitalised words; `honorific` is where the honorifics before it begin, `gender` what they tell."""

    start: int
    end: int
    text: str
    honorific: int
    gender: str = ""
    kind: str = ""
    """person, organization or nothing, once it is known."""
    sure: bool = False


def datelines(words: Words, lexicon: Lexicon) -> list[bool]:
    """Tell for every token whether it stands in a dateline ("LUSAKA, March 14 —")."""
    inside = [False] * words.n
    text = words.doc.text
    for line in re.finditer(r"[^\n]+", text):
        match = _dateline(lexicon, line.group())
        if match is None:
            continue
        start, end = (
            line.start(),
            line.start() + match.end(1) + len(match.group(2) or "" if match.re is DATELINE else ""),
        )
        span = words.doc.char_span(start, end, alignment_mode="expand")
        if span is not None and len(span) <= 12:  # noqa: PLR2004 (longer ones are headlines)
            inside[span.start : span.end] = [True] * len(span)
    return inside


def _dateline(lexicon: Lexicon, line: str) -> re.Match[str] | None:
    """Match a place in capitals before a dash, or a place that is known before a dash, a colon or a full stop."""
    if match := DATELINE.match(line):
        return match if not match.group(3) or _known(lexicon, match.group(1)) else None
    match = LOOSE.match(line)
    return match if match and _known(lexicon, re.split(r"[,(]", match.group(1))[0]) else None


def _known(lexicon: Lexicon, text: str) -> bool:
    found = keys(text)
    return bool(found) and any(phrase == found for phrase, _ in lexicon.state_names.first.get(found[0], ()))


def names(words: Words, lexicon: Lexicon, taken: list[bool]) -> list[Name]:
    """List the runs of capitalised words among the tokens that nothing has taken."""
    found: list[Name] = []
    i = 0
    while i < words.n:
        if taken[i] or not _opens(words, lexicon, i, taken):
            i += 1
            continue
        start, gender = i, ""
        if (
            words.lower[i] in lexicon.humans
            and i + 1 < words.n
            and words.capital(i + 1)
            and not taken[i + 1]
            and words.ent[i + 1] != "ORG"
        ):
            i += 1
        while (title := lexicon.honorifics.at(words, i)) and _is_honorific(words, lexicon, i, title[0], taken):
            i, gender = title[0], title[1] or gender
            while i < words.n and words.text[i] in {".", ","} and words.tight[i - 1] and words.text[i] == ".":
                i += 1
        if i >= words.n or taken[i] or not _opens(words, lexicon, i, taken):
            i = max(i, start + 1)
            continue
        end = _close(words, lexicon, i, taken)
        if not (end == i + 1 and _is_other(words, lexicon, i)):
            found.append(Name(i, end, words.phrase(i, end), start, gender))
        i = end
    return found


def _is_honorific(words: Words, lexicon: Lexicon, i: int, end: int, taken: list[bool]) -> bool:
    if end < words.n and words.text[end] == "." and words.tight[end - 1]:
        end += 1
    return (
        words.capital(i)
        and end < words.n
        and not taken[end]
        and words.sent[min(end, words.n - 1)] in {words.sent[i], words.sent[i] + 1}
        and _opens(words, lexicon, end, taken, inside=True)
        and "\n" not in words.doc[i : end + 1].text
    )


def _is_other(words: Words, lexicon: Lexicon, i: int) -> bool:
    found = lexicon.others.at(words, i)
    return found is not None


def _opens(words: Words, lexicon: Lexicon, i: int, taken: list[bool], *, inside: bool = False) -> bool:
    text = words.text[i]
    if not text[0].isalpha():
        return False
    if not words.capital(i):
        return words.lower[i] in lexicon.openers and _particle_end(words, lexicon, i, taken) is not None
    if inside:
        return True
    other = lexicon.others.at(words, i)
    if other is not None and not (
        other[0] < words.n and words.capital(other[0]) and not taken[other[0]] and words.ent[i]
    ):
        return False
    opening = (
        i == 0
        or words.sent[i] != words.sent[i - 1]
        or words.text[i - 1] in {'"', "“", "‘", "'", ":", "—", "\n", "–", "-", ";", "•", "..."}
        or "\n" in words.text[i - 1]
    )
    if (
        opening
        and (words.doc[i].is_stop or words.lower[i] in {"near", "inside", "outside"})
        and not (words.ent[i] == "PERSON" and words.tag[i] == "NNP")
    ):
        return False
    if words.tag[i] in FUNCTION_TAGS:
        return not opening and words.ent[i] != "" and len(text) > 1 and words.tag[i] not in {"PRP", "PRP$", "DT"}
    if opening and words.tag[i] not in {"NNP", "NNPS"}:
        follows = words.after(i)
        return words.ent[i] in {"PERSON", "ORG"} or (
            follows < words.n and words.capital(follows) and not taken[follows]
        )
    return True


def _particle_end(words: Words, lexicon: Lexicon, i: int, taken: list[bool]) -> int | None:
    """Give the end of the capitalised word that follows particles from token i, or None where none follows."""
    j = i
    for _ in range(4):
        if j >= words.n or taken[j]:
            return None
        if words.capital(j):
            return j + 1
        if words.lower[j] not in lexicon.particles:
            return None
        j += 1
        if j < words.n and words.text[j] in HYPHENS:
            j += 1
    return None


def _close(words: Words, lexicon: Lexicon, start: int, taken: list[bool]) -> int:
    """Give the end of the name that begins at a token."""
    end = start + 1 if words.capital(start) else (_particle_end(words, lexicon, start, taken) or start + 1)
    while end < words.n and not taken[end]:
        text = words.text[end]
        if (
            (words.hyphen(end) and not taken[end + 1] and words.text[end + 1][0].isalpha())
            or (
                text in HYPHENS
                and words.lower[end - 1] in {"al", "el"}
                and end + 1 < words.n
                and words.capital(end + 1)
            )
            or (text == "-" and _spaced_hyphen(words, start, end, taken))
        ):
            end += 2
        elif (
            text == "."
            and words.tight[end - 1]
            and len(words.text[end - 1]) == 1
            and end + 1 < words.n
            and words.capital(end + 1)
        ) or (words.capital(end) and text[0].isalpha() and not _breaks(words, lexicon, end)):
            end += 1
        elif (
            words.lower[end] in lexicon.particles
            and (after := _particle_end(words, lexicon, end, taken))
            and words.lower[end] not in {"as", "an", "at", "i"}
        ):
            end = after
        elif text in {'"', "“"} and (quoted := _nickname(words, end, taken)):
            end = quoted
        else:
            break
    return end


def _spaced_hyphen(words: Words, start: int, i: int, taken: list[bool]) -> bool:
    """Tell whether a hyphen between spaces joins two surnames, as in texts that were taken apart ("Brunswijk - Lo")."""
    if (
        i + 1 >= words.n
        or words.tight[i]
        or words.tight[i - 1]
        or taken[i + 1]
        or words.sent[i + 1] != words.sent[start]
    ):
        return False
    if not words.capital(i + 1) or words.text[i + 1].isupper():
        return False
    return i - start > 1 or words.ent[start] == "PERSON"


def _breaks(words: Words, lexicon: Lexicon, i: int) -> bool:
    """Tell whether a capitalised word does not go on with a name: a day, or the first word of a sentence."""
    if words.sent[i] != words.sent[i - 1] and words.tag[i] not in {"NNP", "NNPS"}:
        return True
    if words.text[i - 1] in {".", "\n"}:
        return True
    if words.text[i] in lexicon.names["surnames_too"]:
        return words.keys[i - 1] not in lexicon.given or (i + 1 < words.n and words.text[i + 1][0].isdigit())
    return lexicon.others.at(words, i) is not None and words.text[i] not in lexicon.names["inside"]


def _nickname(words: Words, i: int, taken: list[bool]) -> int | None:
    """Give the end of a quoted nickname and the name after it (Benigno "Boyet" Salonga)."""
    if (
        i + 3 < words.n
        and words.capital(i + 1)
        and words.text[i + 2] in {'"', "”"}
        and words.capital(i + 3)
        and not taken[i + 3]
    ):
        return i + 4
    return None
