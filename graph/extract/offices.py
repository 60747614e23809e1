"""Read titles: [owner] [state of the post] [rank] [domain] HEAD [of/for/to ...], wherever they stand in a text."""

from dataclasses import dataclass, field

from graph.extract.lexicon import Head, Lexicon
from graph.extract.words import Words

NOUNS = frozenset({"NOUN", "PROPN"})
MODIFIERS = frozenset(
    {"deputy", "vice", "foreign", "former", "then", "prime", "new", "acting", "crown", "supreme", "grand"}
)
PERSONAL = frozenset({"sultan", "monarch", "pope", "emir", "regent", "chancellor", "emperor"})


@dataclass(slots=True)
class Title:
    """A title in the text. `core` to `end` are its own words; `start` begins its owner and the words before."""

    start: int
    core: int
    end: int
    root: int
    head: Head
    domain: str = ""
    ranks: tuple[str, ...] = ()
    former: bool = False
    current: bool = False
    determiner: str = ""
    possessive: int | None = None
    """A possessive pronoun before the title."""
    left: tuple[int, int] | None = None
    """The tokens of the owner before the title."""
    right: tuple[int, int] | None = None
    """The tokens after of, for, to."""
    link: str = ""
    surface: str = ""
    owners: list[str] = field(default_factory=list)
    """Local ids of the states or bodies that the post belongs to, once they are known."""
    place: str = ""
    """A place or body after the title that belongs to its name (Governor of Texas)."""
    stated: bool = False
    """Whether the text itself says whose post it is."""
    office: str = ""
    """Local id of the office, once it is known."""
    holder: str = ""
    modifiers: tuple[str, ...] = ()
    named_only: bool = False
    """Whether it only tells whose another post is (spokesman for the governor)."""
    within: str = ""
    """The public body that the post is in (president of the Chamber)."""
    single: bool = False
    """Whether it is one of several offices that a plural names."""
    base: "Title | None" = None
    """The title of the other office by which it is named."""
    relative: str = ""
    """How it is named by another office: same, deputy, former, current."""

    @property
    def kind(self) -> str:
        """Name the kind of office, without its owner."""
        return kind_of(self.head, self.domain, self.ranks)


def kind_of(head: Head, domain: str, ranks: tuple[str, ...]) -> str:
    """Name a kind of office from its parts; a Secretary of Defense is a defence minister."""
    before = "".join(f"{rank}-" for rank in ranks)
    if head.id in {"minister", "secretary"} and domain:
        return f"{before}{domain}-minister"
    if domain:
        return f"{before}{domain}-{head.id}"
    return before + (head.kind or head.id)


def titles(words: Words, lexicon: Lexicon, taken: list[bool]) -> list[Title]:
    """List the titles of a document, in order; they do not overlap."""
    found: list[Title] = []
    i, floor = 0, 0
    while i < words.n:
        rank = lexicon.honorifics.at(words, i)
        hit = lexicon.heads.at(words, i)
        if rank is not None and words.capital(i) and rank[0] - i > 1 and (hit is None or rank[0] > hit[0]):
            i = rank[0]
            continue
        if hit is None or any(taken[i : hit[0]]) or not _is_title(words, lexicon, i, hit[0], hit[1]):
            i += 1
            continue
        title = _read(words, lexicon, i, hit[0], hit[1], floor, taken)
        found.append(title)
        i = floor = title.end
    return found


def _is_title(words: Words, lexicon: Lexicon, start: int, end: int, head: Head) -> bool:
    last = end - 1
    if _opens_title(words, lexicon, start, end) or _inside_name(words, start, end, head):
        return False
    if words.pos[last] not in NOUNS and not (
        words.capital(start) and words.tag[last] != "VB" and words.pos[last] != "VERB"
    ):
        return False
    if words.lower[start] == "pm" and (not words.text[start].isupper() or (start and words.pos[start - 1] == "NUM")):
        return False
    if head.form.isupper() and not words.text[start].isupper():
        return False
    if (
        end < words.n
        and words.text[end] == "-"
        and words.tight[end - 1]
        and words.tight[end]
        and words.lower[end + 1 : end + 2] != ["designate"]
    ):
        return head.domain is False and words.lower[end + 1] in {"elect", "general"}
    return True


def _opens_title(words: Words, lexicon: Lexicon, start: int, end: int) -> bool:
    """Tell whether a head is the first word of a longer title (Chief Election Commissioner)."""
    alike = words.capital(min(end, words.n - 1)) == words.capital(start)
    return alike and lexicon.ranks.at(words, start) is not None and _is_other_title(words, lexicon, end)


def _inside_name(words: Words, start: int, end: int, head: Head) -> bool:
    """Tell whether a head is part of a person's name ("Anna Pope", "Karim Sultan Dey")."""
    before = start - 1
    if start == 0 or words.tag[before] != "NNP" or not words.capital(before) or words.lower[before] in MODIFIERS:
        return False
    if words.ent[start] == "PERSON" and words.iob[start] == 1 and end == start + 1:
        return True
    return head.id in PERSONAL and end < words.n and words.capital(end) and words.ent[before] in {"PERSON", ""}


def _read(words: Words, lexicon: Lexicon, start: int, end: int, head: Head, floor: int, taken: list[bool]) -> Title:
    title = Title(start, start, end, end - 1, head)
    for i in range(start, end):
        if not start <= words.head[i] < end:
            title.root = i
    _read_left(words, lexicon, title, floor, taken)
    _read_domain_after(words, lexicon, title, taken)
    title.surface = words.phrase(title.core, title.end)
    return title


def _read_left(words: Words, lexicon: Lexicon, title: Title, floor: int, taken: list[bool]) -> None:
    i, domain_start = words.before(title.core), -1
    ranks: list[str] = []
    modifiers: list[str] = []
    while i >= floor and not taken[i]:
        if words.sent[i] != words.sent[title.root] or "\n" in words.text[i]:
            break
        if (hit := lexicon.ranks.ending(words, i, 2)) and not (
            title.head.domain and words.lower[i] in {"national", "federal"} and False
        ):
            i = _take(words, title, hit[0])
            ranks.insert(0, hit[1])
        elif title.head.domain and (hit := lexicon.domains.ending(words, i, 4)) and hit[0] >= floor:
            domain_start = hit[0]
            title.domain = title.domain or hit[1]
            i = _take(words, title, hit[0])
        elif title.head.domain and _is_domain_word(words, lexicon, i, title.root):
            title.domain = f"{words.keys[i]}-{title.domain}" if title.domain else words.keys[i]
            domain_start = i
            i = _take(words, title, i)
        elif domain_start == title.core and _lists_domains(words, lexicon, i):
            i -= 1
        else:
            break
    _read_modifiers(words, lexicon, title, i, floor, modifiers)
    title.ranks = tuple(rank for rank in ranks if rank in lexicon.lesser)
    title.modifiers = tuple(modifiers)


def _take(words: Words, title: Title, start: int) -> int:
    title.core = title.start = start
    return words.before(start)


def _is_domain_word(words: Words, lexicon: Lexicon, i: int, head: int) -> bool:
    if words.capital(i) and (
        words.keys[i] in lexicon.cues["committees"] or (not words.capital(head) and words.sent[i] == words.sent[i - 1])
    ):
        return False
    if words.keys[i] in lexicon.vocabulary:
        return words.pos[i] in {"NOUN", "PROPN", "ADJ"} or words.capital(i)
    return (
        words.tag[i] in {"NN", "NNS"}
        and words.dep[i] == "compound"
        and not words.capital(i)
        and words.lower[i] not in lexicon.humans
    )


def _lists_domains(words: Words, lexicon: Lexicon, i: int) -> bool:
    """Tell whether token i joins domains ("economy, trade and industry minister")."""
    return (
        words.lower[i] in {"and", ",", "&"}
        and i > 0
        and words.keys[i - 1] in lexicon.vocabulary
        and words.capital(i - 1) == words.capital(i + 1)
    )


def _read_modifiers(words: Words, lexicon: Lexicon, title: Title, i: int, floor: int, modifiers: list[str]) -> None:
    """Read "former", "then-", "acting" before the title; owners between them are read later."""
    while i >= floor:
        hit = lexicon.former.ending(words, i, 3)
        if hit is None or hit[0] < floor:
            break
        title.former |= hit[1]
        title.current |= not hit[1]
        modifiers.insert(0, words.phrase(hit[0], i + 1).lower())
        title.start = hit[0]
        i = words.before(hit[0])
        if words.text[i] == "," and i > floor and lexicon.former.ending(words, i - 1, 2):
            i -= 1


def _read_domain_after(words: Words, lexicon: Lexicon, title: Title, taken: list[bool]) -> None:
    """Read "of Defence", "for Lands and Mines", "in charge of trade" after the head."""
    i = title.end
    if not title.head.domain or i >= words.n:
        return
    if words.lower[i : i + 3] == ["in", "charge", "of"]:
        i += 3
    elif words.lower[i] in {"of", "for"}:
        i += 1
    else:
        return
    if i < words.n and words.lower[i] == "the":
        i += 1
    end = _domain_end(words, lexicon, i, taken)
    if end == i and i < words.n and words.capital(i) and not taken[i] and title.head.id in {"minister", "secretary"}:
        end = _whole(words, i, taken)
    if end == i:
        return
    if (
        words.capital(i)
        and end < words.n
        and words.capital(end)
        and words.tag[end] in {"NNP", "NNPS"}
        and not taken[end]
    ):
        end = (
            _whole(words, end, taken)
            if title.head.id in {"minister", "secretary", "assistant-secretary", "undersecretary"}
            else i
        )
    if end == i:
        return
    hit = lexicon.domains.at(words, i)
    title.domain = (
        hit[1]
        if hit and (hit[0] == end or not title.domain) and hit[0] >= end
        else "-".join(k for k in words.keys[i:end] if k and k not in {"and", "of", "the"})
    )
    title.end = end


def _whole(words: Words, end: int, taken: list[bool]) -> int:
    """Go on to "Affairs" where unknown capitalised words stand before it ("for Western Hemisphere Affairs")."""
    for j in range(end, min(end + 4, words.n)):
        if taken[j] or not words.capital(j):
            break
        if words.keys[j] in {"affairs", "development", "cooperation", "issues", "matters"}:
            return j + 1
    return end


def _is_other_title(words: Words, lexicon: Lexicon, i: int) -> bool:
    """Tell whether what follows "and" is a title of its own ("... and National Security Adviser")."""
    for j in range(i, min(i + 4, words.n)):
        if lexicon.heads.at(words, j) is not None:
            return True
        if words.keys[j] not in lexicon.vocabulary:
            return False
    return False


def _domain_end(words: Words, lexicon: Lexicon, i: int, taken: list[bool]) -> int:
    end = i
    while end < words.n:
        if (words.keys[end] in lexicon.vocabulary and not taken[end]) or (
            taken[end] and end + 1 < words.n and words.keys[words.after(end)] == "affairs"
        ):
            end += 1
        elif end > i and words.lower[end] in {"and", ",", "&"} and end + 1 < words.n:
            after = end + 2 if words.lower[end + 1] in {"and", "the"} else end + 1
            if after >= words.n or words.keys[after] not in lexicon.vocabulary or taken[after]:
                break
            if words.capital(i) != words.capital(after) or _is_other_title(words, lexicon, after):
                break
            end = after
        elif words.hyphen(end):
            end += 1
        else:
            break
    while end > i and words.lower[end - 1] in {"and", ",", "of", "&"}:
        end -= 1
    return end
