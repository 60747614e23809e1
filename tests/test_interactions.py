"""What texts say: constructions of news English, each in several wordings, with the interactions that they tell.

All persons are invented. A line is a sentence (or a few) and all that is to be read in it.
"""

from datetime import date

import pytest

from graph.extract import Extractor
from graph.model import Document, Role
from tests.told import told

PUBLISHED = date(2023, 3, 15)  # a Wednesday

# people of two states
GROUPS = [
    ("Polish and Kenyan officials met in Vienna on Monday.", {"meeting Kenya – Poland occurred"}),
    ("Portuguese and Norwegian negotiators held talks in Vienna on Monday.", {"talks Norway – Portugal occurred"}),
    ("The European Union on Friday called on Kenya to hold elections.", {"advice European Union → Kenya occurred"}),
    ("Poland’s president will visit Kenya in August.", {"visit president of Poland → Kenya planned"}),
]

# an office is the hinge
OFFICES = [
    (
        "Norway's foreign minister, Ingunn Solbakke, met her Portuguese counterpart, Duarte Falcoeira, in Bergen on Tuesday.",
        {"meeting Duarte Falcoeira – Ingunn Solbakke occurred"},
    ),
    (
        "Ingunn Solbakke, the foreign minister of Norway, met the Portuguese prime minister, Duarte Falcoeira, on Tuesday.",
        {"meeting Duarte Falcoeira – Ingunn Solbakke occurred"},
    ),
    (
        "Duarte Falcoeira, Portugal's prime minister, visited Kenya on Tuesday.",
        {"visit Duarte Falcoeira → Kenya occurred"},
    ),
    (
        "Foreign Minister Ingunn Solbakke of Norway telephoned her Portuguese counterpart, Duarte Falcoeira, on Tuesday.",
        {"call Duarte Falcoeira – Ingunn Solbakke occurred"},
    ),
    (
        "Portuguese Prime Minister Duarte Falcoeira phoned the Polish president on Friday.",
        {"call Duarte Falcoeira – president of Poland occurred"},
    ),
    (
        "Norwegian Foreign Minister Ingunn Solbakke will host her Polish counterpart in Oslo on Friday.",
        {"meeting Foreign Minister of Poland – Ingunn Solbakke planned"},
    ),
    (
        "Deputy Foreign Minister Ingunn Solbakke of Norway met Polish President Bogdan Wilczarek on Monday.",
        {"meeting Bogdan Wilczarek – Ingunn Solbakke occurred"},
    ),
    (
        "Incoming Polish President Bogdan Wilczarek telephoned Kenyan President Wanjala Otuoma.",
        {"call Bogdan Wilczarek – Wanjala Otuoma occurred"},
    ),
    (
        "The secretary-general of the African Union, Wanjala Otuoma, met Polish President Bogdan Wilczarek on Monday.",
        {"meeting Bogdan Wilczarek – Wanjala Otuoma occurred"},
    ),
    ("Then-president Bogdan Wilczarek of Poland visited Kenya in 2019.", {"visit Bogdan Wilczarek → Kenya occurred"}),
    (
        "Peru's defence minister, Ximena Orellano, received Poland's ambassador, Bogdan Wilczarek, on Monday.",
        {"meeting Bogdan Wilczarek – Ximena Orellano occurred"},
    ),
    (
        "The Norwegian foreign minister, Ingunn Solbakke, met her Portuguese counterpart, Duarte Falcoeira, in Bergen on Tuesday.",
        {"meeting Duarte Falcoeira – Ingunn Solbakke occurred"},
    ),
    (
        "Ingunn Solbakke, Norway's foreign minister, phoned Polish President Bogdan Wilczarek.",
        {"call Bogdan Wilczarek – Ingunn Solbakke occurred"},
    ),
    (
        "The foreign ministers of Norway and Portugal met in Oslo on Monday.",
        {"meeting foreign minister of Norway – foreign minister of Portugal occurred"},
    ),
    (
        "Portuguese Prime Minister Duarte Falcoeira met the president of Kenya, Wanjala Otuoma, on Friday.",
        {"meeting Duarte Falcoeira – Wanjala Otuoma occurred"},
    ),
    (
        "Peru's defence minister met her Polish counterpart in Lima.",
        {"meeting defence minister of Peru – defence minister of Poland occurred"},
    ),
    (
        "Norwegian Foreign Minister Ingunn Solbakke telephoned her Kenyan counterpart, Wanjala Otuoma, on Wednesday.",
        {"call Ingunn Solbakke – Wanjala Otuoma occurred"},
    ),
    (
        "Former Polish president Bogdan Wilczarek met Kenyan President Wanjala Otuoma in Nairobi.",
        {"meeting Bogdan Wilczarek – Wanjala Otuoma occurred"},
    ),
    (
        "Kenya's acting foreign minister, Wanjala Otuoma, received Polish ambassador Bogdan Wilczarek on Monday.",
        {"meeting Bogdan Wilczarek – Wanjala Otuoma occurred"},
    ),
    (
        "Bogdan Wilczarek, the Polish president, urged Kenya to reopen the port.",
        {"advice Bogdan Wilczarek → Kenya occurred"},
    ),
    (
        "Norway's foreign minister, Ingunn Solbakke, will meet Lebanese Prime Minister Rafic Naamani on Thursday.",
        {"meeting Ingunn Solbakke – Rafic Naamani planned"},
    ),
]

# names and nouns that refer back
REFERENCE = [
    (
        "Norwegian Foreign Minister Ingunn Solbakke arrived in the morning. She met Portuguese Prime Minister Duarte Falcoeira after lunch.",
        {"meeting Duarte Falcoeira – Ingunn Solbakke occurred"},
    ),
    (
        "Polish President Bogdan Wilczarek spoke first. Hours later Wilczarek telephoned Kenyan President Wanjala Otuoma.",
        {"call Bogdan Wilczarek – Wanjala Otuoma occurred"},
    ),
    (
        "Kenyan President Wanjala Otuoma opened the fair on Monday. He later phoned Lebanese Prime Minister Rafic Naamani.",
        {"call Rafic Naamani – Wanjala Otuoma occurred"},
    ),
    (
        "Peruvian Defence Minister Ximena Orellano told reporters that the talks had been useful. The minister had met Japanese Trade Minister Haruto Shiomizu on Sunday.",
        {"meeting Haruto Shiomizu – Ximena Orellano occurred"},
    ),
    (
        "Norwegian Foreign Minister Ingunn Solbakke and Portuguese Prime Minister Duarte Falcoeira were both in Vienna. The two met on Monday evening.",
        {"meeting Duarte Falcoeira – Ingunn Solbakke occurred"},
    ),
    (
        "Polish President Bogdan Wilczarek and Kenyan President Wanjala Otuoma were at the summit. They met on its sidelines.",
        {"meeting Bogdan Wilczarek – Wanjala Otuoma occurred"},
    ),
    (
        "Polish President Bogdan Wilczarek will host Kenyan President Wanjala Otuoma in May. Otuoma telephoned Wilczarek on Monday.",
        {"meeting Bogdan Wilczarek – Wanjala Otuoma planned", "call Bogdan Wilczarek – Wanjala Otuoma occurred"},
    ),
    (
        "Portuguese Prime Minister Duarte Falcoeira was in Nairobi on Monday. There he met Kenyan President Wanjala Otuoma, who had invited him.",
        {"meeting Duarte Falcoeira – Wanjala Otuoma occurred", "visit Duarte Falcoeira → Kenya occurred"},
    ),
    (
        "Lebanese Prime Minister Rafic Naamani phoned Polish President Bogdan Wilczarek on Tuesday. On Wednesday he met Norwegian Foreign Minister Ingunn Solbakke.",
        {"call Bogdan Wilczarek – Rafic Naamani occurred", "meeting Ingunn Solbakke – Rafic Naamani occurred"},
    ),
    (
        "Portuguese Prime Minister Duarte Falcoeira said little. The prime minister met Polish President Bogdan Wilczarek on Friday.",
        {"meeting Bogdan Wilczarek – Duarte Falcoeira occurred"},
    ),
    (
        "Norwegian Foreign Minister Ingunn Solbakke wrote a letter to Lebanese Prime Minister Rafic Naamani. She warned him against closing the border.",
        {"message Ingunn Solbakke → Rafic Naamani occurred", "warning Ingunn Solbakke → Rafic Naamani occurred"},
    ),
    (
        "The African Union (AU) sent observers. The AU held talks with Kenya on Monday.",
        {"talks African Union – Kenya occurred"},
    ),
]

# plain predicates
PLAIN_PREDICATES = [
    (
        "Norwegian Foreign Minister Ingunn Solbakke spoke by phone with Portuguese Prime Minister Duarte Falcoeira on Sunday.",
        {"call Duarte Falcoeira – Ingunn Solbakke occurred"},
    ),
    (
        "Lebanese Prime Minister Rafic Naamani said he had spoken by telephone with Polish President Bogdan Wilczarek.",
        {"call Bogdan Wilczarek – Rafic Naamani occurred"},
    ),
    (
        "Lebanese Prime Minister Rafic Naamani met with Polish President Bogdan Wilczarek for three hours.",
        {"meeting Bogdan Wilczarek – Rafic Naamani occurred"},
    ),
    (
        "Japanese Trade Minister Haruto Shiomizu arrived in Peru on Monday for talks with Peruvian Defence Minister Ximena Orellano.",
        {"visit Haruto Shiomizu → Peru occurred", "talks Haruto Shiomizu – Ximena Orellano occurred"},
    ),
    (
        "Polish President Bogdan Wilczarek welcomed Kenyan President Wanjala Otuoma at the palace on Monday.",
        {"meeting Bogdan Wilczarek – Wanjala Otuoma occurred"},
    ),
    (
        "Polish President Bogdan Wilczarek hosted Kenyan President Wanjala Otuoma for dinner on Monday.",
        {"meeting Bogdan Wilczarek – Wanjala Otuoma occurred"},
    ),
]

# light verbs
LIGHT_VERBS = [
    (
        "Norwegian Foreign Minister Ingunn Solbakke held talks with Portuguese Prime Minister Duarte Falcoeira in Lisbon.",
        {"talks Duarte Falcoeira – Ingunn Solbakke occurred"},
    ),
    (
        "Norwegian Foreign Minister Ingunn Solbakke had a meeting with Portuguese Prime Minister Duarte Falcoeira on Monday.",
        {"meeting Duarte Falcoeira – Ingunn Solbakke occurred"},
    ),
    ("Polish President Bogdan Wilczarek paid a visit to Kenya.", {"visit Bogdan Wilczarek → Kenya occurred"}),
    (
        "Polish President Bogdan Wilczarek paid a three-day state visit to Lebanon last week.",
        {"visit Bogdan Wilczarek → Lebanon occurred"},
    ),
    (
        "Portuguese Prime Minister Duarte Falcoeira placed a call to Kenyan President Wanjala Otuoma on Sunday.",
        {"call Duarte Falcoeira – Wanjala Otuoma occurred"},
    ),
    (
        "Japanese Trade Minister Haruto Shiomizu conducted negotiations with Peruvian Defence Minister Ximena Orellano.",
        {"talks Haruto Shiomizu – Ximena Orellano occurred"},
    ),
    (
        "Kenyan President Wanjala Otuoma made a phone call to Lebanese Prime Minister Rafic Naamani.",
        {"call Rafic Naamani – Wanjala Otuoma occurred"},
    ),
    (
        "Kenyan President Wanjala Otuoma sent a letter to Lebanese Prime Minister Rafic Naamani on Tuesday.",
        {"message Wanjala Otuoma → Rafic Naamani occurred"},
    ),
    (
        "Kenyan President Wanjala Otuoma had a telephone conversation with Lebanese Prime Minister Rafic Naamani on Tuesday.",
        {"call Rafic Naamani – Wanjala Otuoma occurred"},
    ),
    ("Norway issued a warning to Lebanon.", {"warning Norway → Lebanon occurred"}),
    ("Japanese Trade Minister Haruto Shiomizu made a one-day trip to Peru.", {"visit Haruto Shiomizu → Peru occurred"}),
    (
        "Lebanese Prime Minister Rafic Naamani held a video conference with Polish President Bogdan Wilczarek on Friday.",
        {"call Bogdan Wilczarek – Rafic Naamani occurred"},
    ),
    (
        "Lebanese Prime Minister Rafic Naamani had lunch with Polish President Bogdan Wilczarek on Friday.",
        {"meeting Bogdan Wilczarek – Rafic Naamani occurred"},
    ),
]

# control and raising
CONTROL = [
    (
        "Polish President Bogdan Wilczarek is due to meet Kenyan President Wanjala Otuoma on Saturday.",
        {"meeting Bogdan Wilczarek – Wanjala Otuoma planned"},
    ),
    (
        "Norwegian Foreign Minister Ingunn Solbakke agreed to meet Lebanese Prime Minister Rafic Naamani in June.",
        {"meeting Ingunn Solbakke – Rafic Naamani planned"},
    ),
    (
        "Portuguese Prime Minister Duarte Falcoeira flew to Kenya to meet Kenyan President Wanjala Otuoma.",
        {"visit Duarte Falcoeira → Kenya occurred", "meeting Duarte Falcoeira – Wanjala Otuoma occurred"},
    ),
    (
        "Japanese Trade Minister Haruto Shiomizu is scheduled to visit Peru next month.",
        {"visit Haruto Shiomizu → Peru planned"},
    ),
    (
        "Lebanese Prime Minister Rafic Naamani is expected to travel to Poland on Monday.",
        {"visit Rafic Naamani → Poland planned"},
    ),
    (
        "Peruvian Defence Minister Ximena Orellano plans to phone Japanese Trade Minister Haruto Shiomizu this week.",
        {"call Haruto Shiomizu – Ximena Orellano planned"},
    ),
    (
        "Peruvian Defence Minister Ximena Orellano began negotiating with Japanese Trade Minister Haruto Shiomizu in spring.",
        {"talks Haruto Shiomizu – Ximena Orellano occurred"},
    ),
    (
        "Kenyan President Wanjala Otuoma left Nairobi on Monday after meeting Polish President Bogdan Wilczarek.",
        {"meeting Bogdan Wilczarek – Wanjala Otuoma occurred"},
    ),
    ("Kenyan President Wanjala Otuoma hopes to visit Norway this year.", {"visit Wanjala Otuoma → Norway planned"}),
]

# passives
PASSIVES = [
    (
        "Portuguese Prime Minister Duarte Falcoeira was received by Polish President Bogdan Wilczarek at the castle.",
        {"meeting Bogdan Wilczarek – Duarte Falcoeira occurred"},
    ),
    (
        "Lebanese Prime Minister Rafic Naamani was warned by Norwegian Foreign Minister Ingunn Solbakke against closing the border.",
        {"warning Ingunn Solbakke → Rafic Naamani occurred"},
    ),
    ("Lebanon was urged by Norway to hold elections.", {"advice Norway → Lebanon occurred"}),
    (
        "Japanese Trade Minister Haruto Shiomizu was telephoned by Peruvian Defence Minister Ximena Orellano on Monday.",
        {"call Haruto Shiomizu – Ximena Orellano occurred"},
    ),
    (
        "Kenyan President Wanjala Otuoma was greeted by Lebanese Prime Minister Rafic Naamani at the airport.",
        {"meeting Rafic Naamani – Wanjala Otuoma occurred"},
    ),
    (
        "Kenyan President Wanjala Otuoma was told by Polish President Bogdan Wilczarek that the loan would be paid.",
        {"message Bogdan Wilczarek → Wanjala Otuoma occurred"},
    ),
    (
        "Polish President Bogdan Wilczarek was informed by Lebanese Prime Minister Rafic Naamani of the decision.",
        {"message Rafic Naamani → Bogdan Wilczarek occurred"},
    ),
    (
        "A letter was sent by Polish President Bogdan Wilczarek to Kenyan President Wanjala Otuoma.",
        {"message Bogdan Wilczarek → Wanjala Otuoma occurred"},
    ),
    ("Kenya was advised by the African Union to wait.", {"advice African Union → Kenya occurred"}),
]

# reciprocals, between A and B
RECIPROCALS = [
    (
        "Norwegian Foreign Minister Ingunn Solbakke and Portuguese Prime Minister Duarte Falcoeira met in Geneva on Tuesday.",
        {"meeting Duarte Falcoeira – Ingunn Solbakke occurred"},
    ),
    (
        "Polish President Bogdan Wilczarek and Kenyan President Wanjala Otuoma talked on the phone on Sunday.",
        {"call Bogdan Wilczarek – Wanjala Otuoma occurred"},
    ),
    (
        "A meeting between Lebanese Prime Minister Rafic Naamani and Polish President Bogdan Wilczarek lasted two hours.",
        {"meeting Bogdan Wilczarek – Rafic Naamani occurred"},
    ),
    (
        "The phone call between Peruvian Defence Minister Ximena Orellano and Japanese Trade Minister Haruto Shiomizu lasted an hour.",
        {"call Haruto Shiomizu – Ximena Orellano occurred"},
    ),
    ("Talks between Norway and Poland on fishing resumed on Monday.", {"talks Norway – Poland occurred"}),
    ("Norway and Poland are negotiating a fishing treaty.", {"talks Norway – Poland occurred"}),
    (
        "Polish President Bogdan Wilczarek and Kenyan President Wanjala Otuoma met each other for the first time on Monday.",
        {"meeting Bogdan Wilczarek – Wanjala Otuoma occurred"},
    ),
    (
        "Lebanese Prime Minister Rafic Naamani and Polish President Bogdan Wilczarek held talks in Warsaw.",
        {"talks Bogdan Wilczarek – Rafic Naamani occurred"},
    ),
    (
        "Norwegian Foreign Minister Ingunn Solbakke, Portuguese Prime Minister Duarte Falcoeira and Lebanese Prime Minister Rafic Naamani met in Oslo on Monday.",
        {
            "meeting Duarte Falcoeira – Ingunn Solbakke occurred",
            "meeting Ingunn Solbakke – Rafic Naamani occurred",
            "meeting Duarte Falcoeira – Rafic Naamani occurred",
        },
    ),
    (
        "Negotiations between Japanese Trade Minister Haruto Shiomizu and Peruvian Defence Minister Ximena Orellano ended without a deal.",
        {"talks Haruto Shiomizu – Ximena Orellano occurred"},
    ),
]

# possessives and nouns
NOUNS = [
    (
        "Polish President Bogdan Wilczarek’s meeting with Kenyan President Wanjala Otuoma took place on Monday.",
        {"meeting Bogdan Wilczarek – Wanjala Otuoma occurred"},
    ),
    (
        "Polish President Bogdan Wilczarek's visit to Kenya ended on Monday.",
        {"visit Bogdan Wilczarek → Kenya occurred"},
    ),
    (
        "Norwegian Foreign Minister Ingunn Solbakke's call with Portuguese Prime Minister Duarte Falcoeira was cordial.",
        {"call Duarte Falcoeira – Ingunn Solbakke occurred"},
    ),
    (
        "During his visit to Lebanon, Polish President Bogdan Wilczarek laid a wreath.",
        {"visit Bogdan Wilczarek → Lebanon occurred"},
    ),
    (
        "At a meeting with Portuguese Prime Minister Duarte Falcoeira, Norwegian Foreign Minister Ingunn Solbakke praised the reform.",
        {"meeting Duarte Falcoeira – Ingunn Solbakke occurred"},
    ),
    (
        "Kenyan President Wanjala Otuoma's letter to Lebanese Prime Minister Rafic Naamani was published on Monday.",
        {"message Wanjala Otuoma → Rafic Naamani occurred"},
    ),
    ("Poland’s talks with Norway continued.", {"talks Norway – Poland occurred"}),
]

# relative clauses
RELATIVE_CLAUSES = [
    (
        "Kenyan President Wanjala Otuoma, who met Lebanese Prime Minister Rafic Naamani on Monday, called the plan fair.",
        {"meeting Rafic Naamani – Wanjala Otuoma occurred"},
    ),
    (
        "Polish President Bogdan Wilczarek, whom Norwegian Foreign Minister Ingunn Solbakke had telephoned on Sunday, agreed.",
        {"call Bogdan Wilczarek – Ingunn Solbakke occurred"},
    ),
    (
        "Japanese Trade Minister Haruto Shiomizu, who visited Peru in March, resigned.",
        {"visit Haruto Shiomizu → Peru occurred"},
    ),
    (
        "The letter that Portuguese Prime Minister Duarte Falcoeira sent to Polish President Bogdan Wilczarek was short.",
        {"message Duarte Falcoeira → Bogdan Wilczarek occurred"},
    ),
    (
        "Peruvian Defence Minister Ximena Orellano praised Japanese Trade Minister Haruto Shiomizu, with whom she held talks on Monday.",
        {"talks Haruto Shiomizu – Ximena Orellano occurred"},
    ),
    (
        "The bridge was opened by Portuguese Prime Minister Duarte Falcoeira, who then met Polish President Bogdan Wilczarek.",
        {"meeting Bogdan Wilczarek – Duarte Falcoeira occurred"},
    ),
    (
        "Lebanese Prime Minister Rafic Naamani, who is to visit Norway in May, was ill.",
        {"visit Rafic Naamani → Norway planned"},
    ),
]

# coordination
COORDINATION = [
    (
        "Polish President Bogdan Wilczarek visited Kenya and Lebanon.",
        {"visit Bogdan Wilczarek → Kenya occurred", "visit Bogdan Wilczarek → Lebanon occurred"},
    ),
    (
        "Norway and Poland urged Lebanon to hold elections.",
        {"advice Norway → Lebanon occurred", "advice Poland → Lebanon occurred"},
    ),
    (
        "Japanese Trade Minister Haruto Shiomizu flew to Peru and met Peruvian Defence Minister Ximena Orellano.",
        {"visit Haruto Shiomizu → Peru occurred", "meeting Haruto Shiomizu – Ximena Orellano occurred"},
    ),
    (
        "Kenyan President Wanjala Otuoma travelled to Poland, met Polish President Bogdan Wilczarek and returned on Friday.",
        {"visit Wanjala Otuoma → Poland occurred", "meeting Bogdan Wilczarek – Wanjala Otuoma occurred"},
    ),
    (
        "Portuguese Prime Minister Duarte Falcoeira spoke with Kenyan President Wanjala Otuoma as well as with Lebanese Prime Minister Rafic Naamani.",
        {"talks Duarte Falcoeira – Wanjala Otuoma occurred", "talks Duarte Falcoeira – Rafic Naamani occurred"},
    ),
]

# ellipsis
ELLIPSIS = [
    (
        "Norwegian Foreign Minister Ingunn Solbakke met Portuguese Prime Minister Duarte Falcoeira, as did Lebanese Prime Minister Rafic Naamani.",
        {"meeting Duarte Falcoeira – Ingunn Solbakke occurred", "meeting Duarte Falcoeira – Rafic Naamani occurred"},
    ),
    (
        "Polish President Bogdan Wilczarek and Kenyan President Wanjala Otuoma met on Monday, as did Peruvian Defence Minister Ximena Orellano and Japanese Trade Minister Haruto Shiomizu.",
        {"meeting Bogdan Wilczarek – Wanjala Otuoma occurred", "meeting Haruto Shiomizu – Ximena Orellano occurred"},
    ),
    (
        "Polish President Bogdan Wilczarek visited Lebanon in May, as did Portuguese Prime Minister Duarte Falcoeira.",
        {"visit Bogdan Wilczarek → Lebanon occurred", "visit Duarte Falcoeira → Lebanon occurred"},
    ),
    (
        "Lebanese Prime Minister Rafic Naamani telephoned Kenyan President Wanjala Otuoma, and so did Polish President Bogdan Wilczarek.",
        {"call Rafic Naamani – Wanjala Otuoma occurred", "call Bogdan Wilczarek – Wanjala Otuoma occurred"},
    ),
]

# headlines
HEADLINES = [
    (
        "Norway warns Lebanon over port\n\nThe harbour at Tyre has been shut since May.",
        {"warning Norway → Lebanon occurred"},
    ),
    ("Poland urges Kenya to free crew\n\nThe sailors were arrested in June.", {"advice Poland → Kenya occurred"}),
    (
        "Solbakke to visit Kenya\n\nNorwegian Foreign Minister Ingunn Solbakke spoke on Monday.",
        {"visit Ingunn Solbakke → Kenya planned"},
    ),
    ("Peru calls on Poland to lift tariffs\n\nThe tariffs were raised in June.", {"advice Peru → Poland occurred"}),
]

# quotations and what was said
REPORTED = [
    (
        "“I met Kenyan President Wanjala Otuoma on Monday,” said Polish President Bogdan Wilczarek.",
        {"meeting Bogdan Wilczarek – Wanjala Otuoma occurred"},
    ),
    (
        "Polish President Bogdan Wilczarek told Kenyan President Wanjala Otuoma that the loan would be paid.",
        {"message Bogdan Wilczarek → Wanjala Otuoma occurred"},
    ),
    (
        "Norwegian Foreign Minister Ingunn Solbakke said she had urged Lebanese Prime Minister Rafic Naamani to hold elections.",
        {"advice Ingunn Solbakke → Rafic Naamani occurred"},
    ),
    (
        "“I spoke with Portuguese Prime Minister Duarte Falcoeira last night,” Lebanese Prime Minister Rafic Naamani told reporters.",
        {"talks Duarte Falcoeira – Rafic Naamani occurred"},
    ),
    (
        "According to his office, Kenyan President Wanjala Otuoma met Lebanese Prime Minister Rafic Naamani on Sunday.",
        {"meeting Rafic Naamani – Wanjala Otuoma occurred"},
    ),
    ("A spokesman said Poland had informed Kenya of the decision.", {"message Poland → Kenya occurred"}),
]

# advice, warnings and messages
ADDRESSED = [
    ("Norway advised Lebanon to wait.", {"advice Norway → Lebanon occurred"}),
    ("Norway called on Lebanon to hold elections.", {"advice Norway → Lebanon occurred"}),
    ("Norway appealed to Lebanon to hold elections.", {"advice Norway → Lebanon occurred"}),
    (
        "Norwegian Foreign Minister Ingunn Solbakke asked Lebanese Prime Minister Rafic Naamani to release the sailors.",
        {"advice Ingunn Solbakke → Rafic Naamani occurred"},
    ),
    (
        "Norwegian Foreign Minister Ingunn Solbakke pressed Lebanese Prime Minister Rafic Naamani to release the sailors.",
        {"advice Ingunn Solbakke → Rafic Naamani occurred"},
    ),
    ("Poland threatened Kenya with sanctions.", {"warning Poland → Kenya occurred"}),
    ("Poland warned Kenya that it would close its embassy.", {"warning Poland → Kenya occurred"}),
    (
        "Polish President Bogdan Wilczarek wrote to Kenyan President Wanjala Otuoma about the debt.",
        {"message Bogdan Wilczarek → Wanjala Otuoma occurred"},
    ),
    (
        "Polish President Bogdan Wilczarek informed Kenyan President Wanjala Otuoma of the decision.",
        {"message Bogdan Wilczarek → Wanjala Otuoma occurred"},
    ),
    (
        "Polish President Bogdan Wilczarek assured Kenyan President Wanjala Otuoma that the loan would be paid.",
        {"message Bogdan Wilczarek → Wanjala Otuoma occurred"},
    ),
    (
        "Polish President Bogdan Wilczarek congratulated Kenyan President Wanjala Otuoma on his election in a telegram.",
        {"message Bogdan Wilczarek → Wanjala Otuoma occurred"},
    ),
    (
        "Japanese Trade Minister Haruto Shiomizu notified Peruvian Defence Minister Ximena Orellano that the shipment was late.",
        {"message Haruto Shiomizu → Ximena Orellano occurred"},
    ),
    ("Hamas sent a message to Norway.", {"message Hamas → Norway occurred"}),
]

# what only looks like it
NOTHING = [
    "Polish President Bogdan Wilczarek criticised Kenyan President Wanjala Otuoma over the debt.",
    "Polish President Bogdan Wilczarek praised Kenyan President Wanjala Otuoma.",
    "Polish President Bogdan Wilczarek spoke about Kenyan President Wanjala Otuoma in an interview.",
    "Polish President Bogdan Wilczarek accused Kenyan President Wanjala Otuoma of lying.",
    "Norway met the deadline that Poland had missed.",
    "Portuguese Prime Minister Duarte Falcoeira met a deadline set by the European Union.",
    "Norway warned of heavy rain near the Polish border.",
    "Thousands of Polish tourists visited Kenya last year.",
    "Lebanese Prime Minister Rafic Naamani talked up Lebanon’s economy.",
    "Kenyan President Wanjala Otuoma and Polish President Bogdan Wilczarek are both lawyers.",
    "Norwegian Foreign Minister Ingunn Solbakke told reporters that Lebanon was to blame.",
    "Poland's economy grew faster than Norway's.",
    "Japanese Trade Minister Haruto Shiomizu succeeded Peruvian Defence Minister Ximena Orellano as head of the council.",
    "Kenya defeated Poland in the final.",
    "Polish President Bogdan Wilczarek wrote a book about Kenyan President Wanjala Otuoma.",
    "Portuguese Prime Minister Duarte Falcoeira welcomed the decision of Polish President Bogdan Wilczarek.",
    "Trade between Norway and Poland grew by a tenth.",
    "Norwegian Foreign Minister Ingunn Solbakke would have liked the speech of Lebanese Prime Minister Rafic Naamani.",
    "The road between Kenya and Lebanon exists only in a novel.",
    "Kenyan President Wanjala Otuoma was born in Poland.",
    "Norway condemned Lebanon.",
]

TOLD = [
    *GROUPS,
    *OFFICES,
    *REFERENCE,
    *PLAIN_PREDICATES,
    *LIGHT_VERBS,
    *CONTROL,
    *PASSIVES,
    *RECIPROCALS,
    *NOUNS,
    *RELATIVE_CLAUSES,
    *COORDINATION,
    *ELLIPSIS,
    *HEADLINES,
    *REPORTED,
    *ADDRESSED,
]


# text, the day that it gives, the number of times
DAYS = [
    (
        "Norwegian Foreign Minister Ingunn Solbakke met Portuguese Prime Minister Duarte Falcoeira on Monday.",
        "2023-03-13",
        None,
    ),
    (
        "Norwegian Foreign Minister Ingunn Solbakke met Portuguese Prime Minister Duarte Falcoeira on Tuesday evening.",
        "2023-03-14",
        None,
    ),
    (
        "Norwegian Foreign Minister Ingunn Solbakke met Portuguese Prime Minister Duarte Falcoeira yesterday.",
        "2023-03-14",
        None,
    ),
    (
        "Norwegian Foreign Minister Ingunn Solbakke met Portuguese Prime Minister Duarte Falcoeira on Wednesday.",
        "2023-03-15",
        None,
    ),
    (
        "Norwegian Foreign Minister Ingunn Solbakke will meet Portuguese Prime Minister Duarte Falcoeira on Friday.",
        "2023-03-17",
        None,
    ),
    (
        "Norwegian Foreign Minister Ingunn Solbakke will meet Portuguese Prime Minister Duarte Falcoeira next Monday.",
        "2023-03-20",
        None,
    ),
    (
        "Norwegian Foreign Minister Ingunn Solbakke will meet Portuguese Prime Minister Duarte Falcoeira tomorrow.",
        "2023-03-16",
        None,
    ),
    (
        "Norwegian Foreign Minister Ingunn Solbakke will meet Portuguese Prime Minister Duarte Falcoeira on March 30.",
        "2023-03-30",
        None,
    ),
    (
        "Norwegian Foreign Minister Ingunn Solbakke met Portuguese Prime Minister Duarte Falcoeira on 2 February.",
        "2023-02-02",
        None,
    ),
    (
        "Norwegian Foreign Minister Ingunn Solbakke met Portuguese Prime Minister Duarte Falcoeira on 2 February 2021.",
        "2021-02-02",
        None,
    ),
    (
        "Norwegian Foreign Minister Ingunn Solbakke met Portuguese Prime Minister Duarte Falcoeira in January.",
        "2023-01",
        None,
    ),
    (
        "Norwegian Foreign Minister Ingunn Solbakke met Portuguese Prime Minister Duarte Falcoeira in November.",
        "2022-11",
        None,
    ),
    (
        "Norwegian Foreign Minister Ingunn Solbakke met Portuguese Prime Minister Duarte Falcoeira in 2019.",
        "2019",
        None,
    ),
    (
        "Norwegian Foreign Minister Ingunn Solbakke met Portuguese Prime Minister Duarte Falcoeira last month.",
        "2023-02",
        None,
    ),
    (
        "Norwegian Foreign Minister Ingunn Solbakke will meet Portuguese Prime Minister Duarte Falcoeira in May.",
        "2023-05",
        None,
    ),
    ("Norwegian Foreign Minister Ingunn Solbakke met Portuguese Prime Minister Duarte Falcoeira.", None, None),
    ("Norwegian Foreign Minister Ingunn Solbakke met Portuguese Prime Minister Duarte Falcoeira three times.", None, 3),
    (
        "Norwegian Foreign Minister Ingunn Solbakke and Portuguese Prime Minister Duarte Falcoeira have met twice since the summer.",
        None,
        2,
    ),
    (
        "Norwegian Foreign Minister Ingunn Solbakke held four meetings with Portuguese Prime Minister Duarte Falcoeira.",
        None,
        4,
    ),
    (
        "Norwegian Foreign Minister Ingunn Solbakke telephoned Portuguese Prime Minister Duarte Falcoeira twice on Monday.",
        "2023-03-13",
        2,
    ),
    (
        "Norwegian Foreign Minister Ingunn Solbakke and Portuguese Prime Minister Duarte Falcoeira spoke five times by phone.",
        None,
        5,
    ),
    (
        "Norwegian Foreign Minister Ingunn Solbakke met Portuguese Prime Minister Duarte Falcoeira on Monday for two hours.",
        "2023-03-13",
        None,
    ),
    ("Polish President Bogdan Wilczarek visited Kenya three times last year.", "2022", 3),
    ("Polish President Bogdan Wilczarek visited Kenya in March 2020.", "2020-03", None),
    ("Polish President Bogdan Wilczarek will visit Kenya on Thursday.", "2023-03-16", None),
]


@pytest.mark.parametrize(("text", "meaning"), TOLD)
def test_a_text_tells(extractor: Extractor, text: str, meaning: set[str]) -> None:
    assert told(extractor.read(Document("text", text, PUBLISHED))) == meaning


@pytest.mark.parametrize(
    ("text", "caller"),
    [
        (
            "Norwegian Foreign Minister Ingunn Solbakke rang Portuguese Prime Minister Duarte Falcoeira.",
            "Ingunn Solbakke",
        ),
        ("Portuguese Prime Minister Duarte Falcoeira phoned Ingunn Solbakke to apologise.", "Duarte Falcoeira"),
        ("Duarte Falcoeira was telephoned by Norwegian Foreign Minister Ingunn Solbakke.", "Ingunn Solbakke"),
        ("Kenyan President Wanjala Otuoma called Bogdan Wilczarek on Monday.", "Wanjala Otuoma"),
        ("Bogdan Wilczarek and Wanjala Otuoma spoke by phone on Monday.", None),
        ("A phone call between Bogdan Wilczarek and Wanjala Otuoma took place on Monday.", None),
    ],
)
def test_a_call_has_a_caller_where_the_text_says_who_it_was(
    extractor: Extractor, text: str, caller: str | None
) -> None:
    reading = extractor.read(Document("text", text, PUBLISHED))
    [one] = reading.interactions
    names = {actor.id: actor.name for actor in reading.actors}
    agents = [names[part.actor] for part in one.participants if part.role is Role.AGENT]
    assert agents == ([caller] if caller else [])


@pytest.mark.parametrize("text", NOTHING)
def test_a_text_that_only_looks_like_it_tells_nothing(extractor: Extractor, text: str) -> None:
    assert told(extractor.read(Document("text", text, PUBLISHED))) == set()


@pytest.mark.parametrize(("text", "day", "count"), DAYS)
def test_a_text_says_when_and_how_often(extractor: Extractor, text: str, day: str | None, count: int | None) -> None:
    [one] = extractor.read(Document("text", text, PUBLISHED)).interactions
    assert (one.when.iso if one.when else None, one.count) == (day, count)


@pytest.mark.parametrize("number", range(3))
def test_the_evidence_is_the_sentence_that_shows_it(extractor: Extractor, number: int) -> None:
    sentences = [
        "Polish President Bogdan Wilczarek met Kenyan President Wanjala Otuoma in Nairobi.",
        "“I phoned Ingunn Solbakke, the foreign minister of Norway, on Monday,” Wilczarek said.",
        "Norway warned Poland against closing the port.",
    ]
    text = "  \n".join(sentences)
    shown = [
        text[evidence.start : evidence.end]
        for one in extractor.read(Document("text", text, PUBLISHED)).interactions
        for evidence in one.evidence
    ]
    assert sorted(shown, key=text.index)[number] == sentences[number]
