"""Reported statements: what they reach over, and what only looks like one."""

import pytest

from .helpers import found, quotes


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ivan Petrov said that the reply is ready.", "that the reply is ready"),
        ("Ivan Petrov said the reply is ready.", "the reply is ready"),
        ("Ivan Petrov said on Tuesday that the reply is ready.", "that the reply is ready"),
        ("Ivan Petrov said Friday the reply is ready.", "the reply is ready"),
        ("Ivan Petrov told reporters in Moscow the reply is ready.", "the reply is ready"),
        ("The reply is ready, Ivan Petrov said.", "The reply is ready"),
        ("The reply is ready, said Ivan Petrov.", "The reply is ready"),
        ("According to Ivan Petrov, the reply is ready.", "the reply is ready"),
        ("The reply is ready, according to Ivan Petrov.", "The reply is ready"),
        ("As Ivan Petrov noted, the reply is ready.", "the reply is ready"),
        ("Ivan Petrov's claim that the reply is ready drew applause.", "that the reply is ready drew applause"),
        ("Ivan Petrov urged the allies to answer.", "the allies to answer"),
        ("Ivan Petrov pledged he would wait.", "he would wait"),
        ("Ivan Petrov threatened the allies would leave.", "the allies would leave"),
        ("Ivan Petrov said the rebels came and threatened to stay.", "the rebels came and threatened to stay"),
        ("Ivan Petrov said there is one thing he wants -- the reply.", "there is one thing he wants -- the reply"),
        ("Ivan Petrov called on the allies and Anna Smirnova not to wait.", "the allies and Anna Smirnova not to wait"),
        ("When will the allies answer, Ivan Petrov asked.", "When will the allies answer"),
        ("Ivan Petrov pledged to answer in time.", "to answer in time"),
        ("Ivan Petrov, the envoy, said the reply is ready.", "the reply is ready"),
        ("Ivan Petrov, who leads the mission, said the reply is ready.", "the reply is ready"),
        ("Ivan Petrov said this week that the reply is ready.", "that the reply is ready"),
        ("“No,” Ivan Petrov’s aide said. Later Ivan Petrov, R-Vt., said he’s ready.", "he’s ready"),
        (
            "Ivan Petrov - the envoy and his own spokesman - told The Post that the reply is ready.",
            "that the reply is ready",
        ),
        ("The reply is ready, his aide, Ivan Petrov, said.", "The reply is ready"),
        (
            "The reply that the allies sent is ready, said Ivan Petrov, who leads the mission.",
            "The reply that the allies sent is ready",
        ),
        ("While Ivan Petrov insists the reply is ready, the allies are still waiting.", "the reply is ready"),
        ("After arguing that the reply is ready, Ivan Petrov left the hall.", "that the reply is ready"),
        ("Noting the reply is ready, Ivan Petrov left the hall.", "the reply is ready"),
        ("Ivan Petrov is likely to argue that the reply is ready.", "that the reply is ready"),
        ("Ivan Petrov said the reply is ready, which he called good news.", "the reply is ready"),
        ("Ivan Petrov said the reply is ready, a view that Oslo, Norway has long held.", "the reply is ready"),
        ("Ivan Petrov said the reply is ready, a point the allies also made.", "the reply is ready"),
        ("Ivan Petrov said the reply is ready -- although he has not read it.", "the reply is ready"),
        ("Ivan Petrov said the reply is ready and promised to send it.", "the reply is ready"),
        ("Ivan Petrov said that the reply is ready, and the allies are waiting.", "that the reply is ready"),
        ("Ivan Petrov left, warning that the reply is late and hinting that more will come.", "that the reply is late"),
        ("Ivan Petrov left, warning that the reply is late and hinting that more will come.", "that more will come"),
        ("Ivan Petrov said he was ill, but hoped to come.", "he was ill, but hoped to come"),
        ("Now that Ivan Petrov has said the reply is ready, the allies wait.", "the reply is ready"),
        ("But even as Ivan Petrov says the reply is ready, there is no word of it.", "the reply is ready"),
        ("Two days after Ivan Petrov said the reply is ready, the envoys left.", "the reply is ready"),
    ],
)
def test_a_reported_statement(text, words):
    assert ("indirect", "Ivan Petrov", words) in found(text)


def test_a_colon_before_an_attributed_quotation_ends_what_is_reported():
    text = 'Ivan Petrov explained that the reply is late: "I wrote it twice, and it was lost," he wrote.'
    assert ("indirect", "Ivan Petrov", "that the reply is late") in found(text)
    assert ("direct", "Ivan Petrov", '"I wrote it twice, and it was lost,"') in found(text)


def test_behind_according_to_the_whole_sentence_is_reported():
    text = "According to Ivan Petrov, the reply is ready, a step that took a year."
    assert ("indirect", "Ivan Petrov", "the reply is ready, a step that took a year") in found(text)


def test_what_a_share_of_those_asked_says_ends_at_the_comma():
    text = "60 percent of voters said they will wait, while others had no view."
    assert ("indirect", "60 percent of voters", "they will wait") in found(text)


def test_a_verb_inside_reported_words_gives_no_subject_to_the_next_cue():
    text = "Ivan Petrov said his aide knows the reply but warned that it is late."
    assert ("indirect", "Ivan Petrov", "that it is late") in found(text)


def test_an_attribution_in_the_middle():
    ((quote, name),) = quotes("The reply, Ivan Petrov said, is ready.")
    assert name == "Ivan Petrov"
    assert quote.text == "The reply … is ready"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It was, Ivan Petrov said, one of the best replies.", "It was … one of the best replies"),
        (
            "The reply is late, Ivan Petrov said, because he wrote it twice.",
            "The reply is late … because he wrote it twice",
        ),
        ("The reply, said Ivan Petrov and others, would be late.", "The reply … would be late"),
        ("If the reply is late, the envoys say they will wait.", "If the reply is late … they will wait"),
        ("The reply is late, he said; nobody has read it.", "The reply is late … nobody has read it"),
        ("They sent a reply, which Ivan Petrov said was late.", "which … was late"),
    ],
)
def test_both_sides_of_an_attribution_in_the_middle(text, words):
    assert words in [w for _, _, w in found(text)]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Nearly nine out of 10 say they will need new skills.", "Nearly nine out of 10"),
        ("About 9 percent said they had no preference.", "9 percent"),
        ("Several said they would rather wait.", "Several"),
        ("Almost half said they would wait.", "half"),
        ("Some say they hear a reply.", "Some"),
        ("Some 56 percent of clerks polled said they would wait.", "Some 56 percent of clerks"),
        ("Several clerks I have met over the week said the reply was late.", "Several clerks"),
        ("Another clerk who would not be named said the reply was late.", "Another clerk"),
        ("The envoys whose letters have been lost say the reply was late.", "The envoys"),
        ("A man whose wife died said the reply was late.", "A man"),
        ("The bank that Petrov owns said the reply was late.", "The bank"),
        ("In an interview a spokesman called for calm.", "a spokesman"),
        ("The envoy and the mayor have both argued that the reply was late.", "The envoy and the mayor"),
        ("By double digits, those surveyed say stricter laws would help.", "those surveyed"),
    ],
)
def test_people_that_are_counted(text, speaker):
    ((quote, _),) = quotes(text)
    assert text[slice(*quote.mention)] == speaker


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The envoys point out that the reply is ready.", "that the reply is ready"),
        ("The reply left on Monday, embassy records show.", "The reply left on Monday"),
        ("Records from the 2008 talks show he wrote the reply.", "he wrote the reply"),
        ("He’s predicted that the reply is late.", "that the reply is late"),
        ("They sent a letter in which he said the reply was ready.", "the reply was ready"),
        ("As reported by the agency, the reply is late.", "the reply is late"),
        ("The envoys expressed concern that the reply was late.", "that the reply was late"),
        ("The envoys rejected the notion that the reply was late.", "that the reply was late"),
        ("The envoy's answer, his argument is that the reply was late.", "that the reply was late"),
        ("The envoys vowed to answer, a step that took a week.", "to answer"),
        ("An envoy questioned why the reply was late.", "why the reply was late"),
        ("The envoys spoke about how the reply was written.", "how the reply was written"),
        ("The envoys are quick to point out that the reply is late.", "that the reply is late"),
        ("The reply left on Monday, according to state radio reports.", "The reply left on Monday"),
        ("But, according to the poll, the reply was late.", "the reply was late"),
        ("That’s according to early results.", "That"),
        ("About one in five say they wait for a reply.", "they wait for a reply"),
        ("The envoys vowed not to answer.", "not to answer"),
        ("The reply is late, the agency declared on Monday.", "The reply is late"),
        ("The envoys doubt the date and warn that the reply is late.", "that the reply is late"),
        ("The envoys agreed to a call, but only to tell Smirnova that the reply is late.", "that the reply is late"),
        ("The envoy did not name a date but did note that the reply is late.", "that the reply is late"),
        ("The envoy is proud of the talks but on Tuesday wrote that the reply is late.", "that the reply is late"),
        ("The envoys pointed to a reply that was late.", "a reply that was late"),
        ("The envoys praised the clerks who wrote the reply.", "the clerks who wrote the reply"),
        ("The envoys lamented the reply that the clerks had written.", "the reply that the clerks had written"),
        ("The mayor hypothesized that the reply was lost.", "that the reply was lost"),
        ("The letter came back, and the F.B.I. has said it had no reply.", "it had no reply"),
        ("The talks were broken off, she and another envoy said.", "The talks were broken off"),
        ("That will be late, said Smirnova, a clerk whose office has closed.", "That will be late"),
        ("The mayor said, if asked, she would answer.", "if asked, she would answer"),
        ("The mayor has said for weeks she’s ready.", "she’s ready"),
        ("The mayor at the time said the reply was late.", "the reply was late"),
        (
            "Ivan Petrov, who also keeps the minutes, said clerks slowly wrote the reply.",
            "clerks slowly wrote the reply",
        ),
        ("Ivan Petrov’s message is that the reply was late.", "that the reply was late"),
        ("Polls show voters trust the reply.", "voters trust the reply"),
        ("Some note that the reply is late.", "that the reply is late"),
        ("The reply, many argue, could be late.", "The reply … could be late"),
        ("The envoy mocked his vague tough talk, saying the reply is late.", "the reply is late"),
        ("The embassy keeps its own notes but says the reply is late.", "the reply is late"),
        ("The ministry two weeks ago said that the reply is late.", "that the reply is late"),
        ("The envoy, who had waited, on Friday declared the reply was late.", "the reply was late"),
        ("The envoy has left the talks and on Monday announced the reply was late.", "the reply was late"),
        ("That will be true for a while, said Ivan Petrov, an envoy who had waited.", "That will be true for a while"),
        ("The envoys will answer soon, a spokesman announced Monday morning.", "The envoys will answer soon"),
    ],
)
def test_verbs_and_subjects_that_are_hard_to_see(text, words):
    assert [w for _, _, w in found(text)] == [words]


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("The reply is ready, current and former envoys said.", "current and former envoys"),
        ("The reply is what took so long, he and Ms. Smirnova said.", "he and Ms. Smirnova"),
        ("If the reply is late, the mayor and some clerks say it was lost.", "the mayor and some clerks"),
    ],
)
def test_several_speakers_are_named_as_one(text, mention):
    ((quote, _),) = quotes(text)
    assert quote.mention is not None
    assert text[slice(*quote.mention)] == mention


def test_a_participle_behind_a_comma_has_the_subject_of_the_sentence():
    text = "While the allies said they were ready, Ivan Petrov left, noting that the reply was late."
    assert ("indirect", "Ivan Petrov", "that the reply was late") in found(text)
    text = "Ivan Petrov left after the mayor had stopped the talks, saying that the reply was late."
    assert found(text) == [("indirect", "Ivan Petrov", "that the reply was late")]


def test_what_speakers_say_of_themselves_is_no_report_in_a_report():
    text = "Anna Smirnova said she found that the reply was late."
    assert [w for _, _, w in found(text)] == ["she found that the reply was late"]
    text = "A survey found that 54 percent of the voters said they would wait."
    assert [w for _, _, w in found(text)] == ["that 54 percent of the voters said they would wait"]


def test_an_aside_at_the_end_is_the_reporters():
    assert [w for _, _, w in found("Ivan Petrov said the reply is for Anna Smirnova, who had asked for it.")] == [
        "the reply is for Anna Smirnova"
    ]


def test_a_second_attribution_ends_the_first():
    assert found("Ivan Petrov said the reply is ready, and Anna Smirnova added that it is long.") == [
        ("indirect", "Ivan Petrov", "the reply is ready"),
        ("indirect", "Anna Smirnova", "that it is long"),
    ]


def test_a_second_participle_of_saying_ends_the_first():
    assert found("The envoy answered, calling the reply “late” and insisting that the talks were over.") == [
        ("mixed", "envoy", "the reply “late”"),
        ("indirect", "envoy", "that the talks were over"),
    ]


def test_a_sentence_may_end_in_an_abbreviation():
    assert [w for _, _, w in found("Petrov said they met in the U.S. But nobody spoke.")] == ["they met in the U.S"]
    assert [w for _, _, w in found("Petrov said the U.S. Senate met.")] == ["the U.S. Senate met"]


def test_an_attribution_that_closes_the_sentence_is_of_all_before_it():
    assert found("The envoy never complained that the reply was late, a senior clerk said on Friday.") == [
        ("indirect", "a senior clerk", "The envoy never complained that the reply was late"),
        ("indirect", "envoy", "that the reply was late"),
    ]


@pytest.mark.parametrize(
    "words",
    [
        "that the envoy rejected the claim that the reply was late",
        "that the envoy should declare that the reply was late",
        "that the envoys met to show that the reply was late",
        "that the envoy was jeered for suggesting that the reply was late",
    ],
)
def test_what_is_only_named_or_supposed_in_a_report_is_a_part_of_it(words):
    assert [w for _, _, w in found(f"Anna Smirnova said {words}.")] == [words]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Clerks close to the council say they are late.", ("they are late", "Clerks close to the council")),
        ("Nearly a third say they don't know.", ("they don't know", "Nearly a third")),
        ("North Korea said it was late.", ("it was late", "North Korea")),
        ('Ivan Petrov, citing "the length of it," said the reply was late.', ("the reply was late", "Ivan Petrov")),
        ("Petrov, meanwhile, who had left, said that fact was a reply.", ("that fact was a reply", "Petrov")),
        ("They met Anna Smirnova, who Petrov said has left.", ("who … has left", "Petrov")),
        ("It was a reply, which even envoys say was late.", ("which … was late", "envoys")),
        ("It was a reply, which Petrov said now lies in a drawer.", ("which … now lies in a drawer", "Petrov")),
    ],
)
def test_far_subjects_and_relative_words_with_a_gap(text, expected):
    assert [(w, who) for _, who, w in found(text)] == [expected]


def test_who_is_asked_in_an_aside_does_not_ask():
    assert [(w, who) for _, who, w in found("Petrov, asked whether he would stay, said it was late.")] == [
        ("it was late", "Petrov")
    ]


def test_a_report_inside_a_report_lies_in_it():
    (outer, _), (inner, name) = quotes("Ivan Petrov said that Anna Smirnova claimed the reply was ready.")
    assert inner.parent == outer.id
    assert name == "Anna Smirnova"


def test_a_question_belongs_to_who_asked():
    ((question, name), (answer, _)) = quotes(
        "Asked by Anna Smirnova if the reply is ready, Ivan Petrov said it is late."
    )
    assert (question.text, question.report, name) == ("if the reply is ready", "questioned", "Anna Smirnova")
    assert answer.text == "it is late"


def test_what_was_not_said_is_marked():
    ((quote, _),) = quotes("Ivan Petrov did not say that the reply is ready.")
    assert quote.report == "negated"


@pytest.mark.parametrize(
    "text",
    [
        "The United States and other states are members of the council.",
        "Criminal charges that might follow were on everybody's mind.",
        "Ivan Petrov was asked whether the reply is ready.",
        "The reports were long and the notes were short.",
        "The debate promised to be long.",
        "He won in nine states that hold no talks.",
        "The envoys discussed the reply on Monday, and nobody left.",
        "Ivan Petrov praised Geneva and left.",
        "The clerks are so worried that the reply is late.",
        "The pledged delegates will stay, and the envoys recognized that it was late.",
        "In a second message, Petrov asked Smirnova to write to the council.",
        "In a letter - it reached the council in May - Ivan Petrov asked Anna Smirnova to stay.",
        "After the hall was closed in May, Ivan Petrov asked Anna Smirnova to stay.",
        "When the talks failed, Ivan Petrov asked for a pause.",
    ],
)
def test_what_only_looks_like_a_report(text):
    assert found(text) == []


def test_a_topic_before_a_colon_says_nothing():
    rest = "\nThe talks in Geneva ended. The Kremlin is silent on Geneva.\n"
    assert found("The written replies: what is known after three days" + rest) == []
    assert found("Geneva: what is known after three days" + rest) == []
    assert [(k, who) for k, who, _ in found("Kremlin: No date for an answer" + rest)] == [("indirect", "Kremlin")]


def test_attribution_between_a_fragment_and_quoted_words():
    rows = found("No name change, he said, ''hides what it really is.''")
    assert [words for _, _, words in rows] == ["No name change … ''hides what it really is.''"]


def test_auxiliary_and_verb_apart():
    assert found("Mrs. Clinton has since said she would support the bill.") == [
        ("indirect", "Clinton", "she would support the bill")
    ]


def test_noun_of_saying_with_an_adjective():
    assert [w for _, _, w in found("It ran counter to his earlier statements that the contact never occurred.")] == [
        "that the contact never occurred"
    ]


@pytest.mark.parametrize(
    "end", ["said no", "said he was ill", "said that the country sells ore", "said a critical mass"]
)
def test_a_word_that_is_also_an_abbreviation_ends_a_sentence(end):
    text = f"Ivan Petrov {end}. Anna Smirnova said the reply is ready."
    assert ("indirect", "Anna Smirnova", "the reply is ready") in found(text)
    assert not any("Smirnova" in words for _, _, words in found(text))


@pytest.mark.parametrize(
    "part", ["decree no. 5", "decree No. 5", "towns in Ill. and Mass. alone", "Gen. Orlov at 5 p.m. there"]
)
def test_an_abbreviation_ends_no_sentence(part):
    text = f"Ivan Petrov said that the reply is about {part}, as ever"
    assert [words for _, _, words in found(text + ".")] == [text.partition("said ")[2]]


@pytest.mark.parametrize(
    ("text", "addressee"),
    [
        ("Ivan Petrov told the U.S. that it must go.", "the U.S."),
        ("Ivan Petrov told the U.N. Port Council on Monday that it must go.", "the U.N. Port Council"),
        ("Ivan Petrov told Sen. Ann Hill that it must go.", "Sen. Ann Hill"),
    ],
)
def test_who_is_told_may_be_shortened(text, addressee):
    ((quote, name),) = quotes(text)
    assert (name, quote.text, quote.addressee) == ("Ivan Petrov", "that it must go", addressee)


def test_what_a_source_tells_stands_behind_what_is_told_of_it():
    text = "According to the report, which Lavrov said was false, ten died."
    assert ("indirect", "report", "ten died") in found(text)
    assert found("What Mark said was that trade is fair.") == [("indirect", "Mark", "that trade is fair")]
    text = "The one claim that Petrov acknowledged was that he had driven the van."
    assert found(text) == [("indirect", "Petrov", "that he had driven the van")]


def test_two_quotations_behind_one_cue_are_two_statements():
    text = 'Ivan Petrov asked, "Why did they not vote?" and "Peaceful marches are a mark of our city."'
    assert [words for _, _, words in found(text)] == [
        '"Why did they not vote?"',
        '"Peaceful marches are a mark of our city."',
    ]


@pytest.mark.parametrize("told", ["The Port Court ruled 5-4", "The Port Court ruled 5–4", "A lower court held"])
def test_what_courts_say(told):
    assert [words for _, _, words in found(f"{told} that the reply is ready.")] == ["that the reply is ready"]


def test_a_question_in_front_is_not_given_to_who_answers():
    assert quotes("Asked if the reply was late, Petrov said no.") == []
    assert quotes("Anna Hill spoke. Asked if the plan was dead, she said.") == []
