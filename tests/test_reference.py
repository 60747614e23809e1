"""Whom a word means: the word between brackets in a text, and the actors that it refers to."""

import pytest

from tests.test_cast import pipeline, read


def meant(marked: str) -> set[str]:
    """Give the names of the actors meant by the words between [ and ] (a text without other brackets)."""
    start = marked.index("[")
    text = marked.replace("[", "").replace("]", "")
    end = marked.index("]") - 1
    doc, found = pipeline()(text), read(text)
    names = {a.id: a.name for a in found.actors}
    hits = [m for m in found.mentions if doc[m.start].idx <= start and doc[m.end - 1].idx + len(doc[m.end - 1]) >= end]
    hits = [m for m in hits if doc[m.root].idx >= start and doc[m.root].idx < end] or hits
    best = min(hits, key=lambda m: m.end - m.start, default=None)
    return {names[actor] for actor in best.actors} if best else set()


@pytest.mark.parametrize(
    ("marked", "actors"),
    [
        # pronouns
        ("Foreign Minister Chanda Mwale flew to Malawi. [She] met farmers.", {"Chanda Mwale"}),
        ("Mr Joe Mwila told Mrs Anna Holt that [she] was late.", {"Anna Holt"}),
        ("Mr Joe Mwila told Mrs Anna Holt that [he] was late.", {"Joe Mwila"}),
        ("Joe Mwila rang Paul Otieno and thanked [him].", {"Paul Otieno"}),
        ("Zambian President Joe Mwila sent [his] envoy.", {"Joe Mwila"}),
        ("President Joe Mwila, [who] arrived on Monday, left.", {"Joe Mwila"}),
        ("Israel said [it] had told nobody.", {"Israel"}),
        ("Joe Mwila met Paul Otieno in Lusaka. [They] shook hands.", {"Joe Mwila", "Paul Otieno"}),
        # descriptions
        ("Zambian Foreign Minister Chanda Mwale arrived. [The minister] was tired.", {"Chanda Mwale"}),
        ("Gen. Osman Deyr arrived. [The general] was tired.", {"Osman Deyr"}),
        ("President Joe Mwila met President Paul Otieno. [The two leaders] shook hands.", {"Joe Mwila", "Paul Otieno"}),
        ("Turkey and Greece resumed work. [Both sides] were content.", {"Turkey", "Greece"}),
        ("Joe Mwila received Paul Otieno. [The pair] dined.", {"Joe Mwila", "Paul Otieno"}),
        ("Ankobra Gold said nothing. [The company] has two mines.", {"Ankobra Gold"}),
        ("President Joe Mwila received Paul Otieno and thanked [his guest].", {"Paul Otieno"}),
        ("Norway's premier Jens Dahl met Sweden's premier Eva Lund. [The two countries] agreed.", {"Norway", "Sweden"}),
        ("Norway's premier Jens Dahl met Sweden's premier Eva Lund. [The leaders] of the two countries agreed.", {"Jens Dahl", "Eva Lund"}),
        ("Norway's premier Jens Dahl met Sweden's premier Eva Lund. [Their energy ministers] agreed.", {"energy minister"}),
        ("Norway's premier Jens Dahl met Sweden's premier Eva Lund. [Both countries' foreign ministers] agreed.", {"foreign minister"}),
        ("President Harrow's administration said no. [The administration] was divided.", {"White House"}),
        # titles alone
        ("Israeli Defense Minister Yaron Galt left. [The Israeli defense minister] was tired.", {"Yaron Galt"}),
        ("[The Israeli defense minister] was tired.", {"defense minister"}),
        ("[The foreign ministers of France and Germany] met.", {"foreign minister"}),
        # groups and seats
        ("[US officials] warned Iran.", {"United States"}),
        ("[Ankara] warned Greece.", {"Turkey"}),
        ("Somebody flew to [Ankara].", {"Turkey"}),
        # counterparts
        ("Zambian Foreign Minister Chanda Mwale rang [her Malawian counterpart].", {"Foreign Minister"}),
        # speech
        ('"[I] was tired," Joe Mwila said.', {"Joe Mwila"}),
        ('Joe Mwila said: "They told [me] nothing."', {"Joe Mwila"}),
        ("INTERVIEWER: Did you call him, Minister?\nJOE MWILA: [I] did not.\nINTERVIEWER: And Paul Otieno?\nJOE MWILA: No.", {"JOE MWILA"}),
    ],
)  # fmt: skip
def test_whom_a_word_means(marked, actors):
    found = meant(marked)
    assert found == actors


@pytest.mark.parametrize("marked", ["[It] rained in Oslo, Norway said.", "[They] say that summer is late."])
def test_words_that_mean_nobody(marked):
    assert meant(marked) == set()
