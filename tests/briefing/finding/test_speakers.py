"""One person under many names."""

import pytest

from briefing.finding import find
from briefing.finding.known import Known
from briefing.records import Source, Speaker

from .helpers import found, quotes


def names(text: str) -> list[str]:
    return [name for _, name, _ in found(text)]


def test_surname_role_and_pronoun_become_one_speaker():
    text = (
        "Kremlin spokesman Ivan Petrov said the reply is ready. Petrov added that it is long. "
        "He noted that it takes time. The Kremlin spokesman said there is no date. The spokesman said it is so."
    )
    assert names(text) == ["Ivan Petrov"] * 5


def test_a_full_name_later_in_the_text_names_the_surname_before_it():
    assert names("Petrov said the reply is ready. Later Ivan Petrov said it is long.") == ["Ivan Petrov"] * 2


def test_she_is_not_the_man_named_last():
    text = "Anna Smirnova said the reply is ready. John Brown said it is late. She said it is not."
    assert names(text) == ["Anna Smirnova", "John Brown", "Anna Smirnova"]


def test_an_acronym_is_the_body_it_stands_for():
    text = "The World Health Organisation (WHO) said the number is rising. The WHO said it will act."
    assert names(text) == ["World Health Organisation"] * 2


def test_role_and_organisation_are_read():
    result = find(Source(id="s", text="Kremlin spokesman Ivan Petrov said the reply is ready."))
    (speaker,) = result.speakers
    assert (speaker.name, speaker.role, speaker.organisation) == ("Ivan Petrov", "Kremlin spokesman", "Kremlin")


def test_a_known_speaker_is_met_again_and_learns_a_name():
    known = Speaker(id="p", name="Ivan Petrov", aliases=("the Kremlin spokesman",))
    text = "The Kremlin spokesman said the reply is ready. Petrov said it is long."
    result = find(Source(id="s", text=text), [known])
    assert {q.speaker for q in result.quotes} == {"p"}
    (grown,) = result.speakers
    assert grown.id == "p" and "Petrov" in grown.aliases and "the Kremlin spokesman" in grown.aliases


def test_nothing_new_about_a_known_speaker_gives_no_record():
    known = Speaker(id="p", name="Ivan Petrov", aliases=("Petrov",))
    assert find(Source(id="s", text="Petrov said the reply is ready."), [known]).speakers == ()


def test_the_same_text_gives_the_same_quotes():
    text = "Ivan Petrov said the reply is ready. He added that it is long."
    ids = iter(range(100))
    first = find(Source(id="s", text=text), ids=lambda: str(next(ids)))
    ids = iter(range(100))
    assert find(Source(id="s", text=text), ids=lambda: str(next(ids))) == first


def test_when_where_and_to_whom():
    ((quote, _),) = quotes(
        "Ivan Petrov told reporters in Geneva on Tuesday that the reply is ready.", published="2022-01-27"
    )
    assert (quote.spoken, quote.place) == ("2022-01-25", "Geneva")


def test_namesakes_are_told_apart_by_title_and_by_who_spoke_last():
    text = (
        "Anna Brown said the reply is ready. John Brown said it is late. Mrs. Brown said it is not. "
        "Mr. Brown said it is. Brown added that he is sure."
    )
    assert names(text) == ["Anna Brown", "John Brown", "Anna Brown", "John Brown", "John Brown"]


def test_a_role_passes_to_who_holds_it_in_this_text():
    known = Speaker(id="old", name="Ivan Petrov", aliases=("the Kremlin spokesman",), role="Kremlin spokesman")
    text = "Kremlin spokesman Oleg Orlov said the reply is ready. The Kremlin spokesman said it is long."
    result = find(Source(id="s", text=text), [known])
    assert [s.name for s in result.speakers] == ["Oleg Orlov"]
    assert len({q.speaker for q in result.quotes}) == 1


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (
            "The Russian Defense Ministry said the reply is ready. The ministry added that it is late.",
            2 * ["Russian Defense Ministry"],
        ),
        ("The Bank of England said the reply is ready. The bank added that it is late.", 2 * ["Bank of England"]),
        (
            "UN Secretary-General Ivan Petrov said it is so. The secretary-general added that it is late.",
            2 * ["Ivan Petrov"],
        ),
        ("Ivan Petrov himself said the reply is ready.", ["Ivan Petrov"]),
        ("Mr. Smith's lawyer said the reply is ready.", ["Mr. Smith's lawyer"]),
        ("US Department of State spokesman Ned Brown said that it is so.", ["Ned Brown"]),
        (
            "The head of the Nuclear Energy Agency (NEA), Rafael Brown, said it is so. The NEA said it is late.",
            ["Rafael Brown", "Nuclear Energy Agency"],
        ),
        ("President of the European Commission Ursula von der Leyen said that it is so.", ["Ursula von der Leyen"]),
        ("Spokesman Wang Wenbin said that it is so. Wang added that it is late.", 2 * ["Wang Wenbin"]),
        ("Volodymyr Zelensky said that it is so. Zelenskyy added that it is late.", 2 * ["Volodymyr Zelensky"]),
        ("French President Ivan Petrov and Chancellor Jane Brown said that it is so.", ["Ivan Petrov and Jane Brown"]),
    ],
)
def test_names_as_news_print_them(text, who):
    assert names(text) == who


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Ivan Petrov said on Thursday that it is so.", "2022-01-27"),
        ("Ivan Petrov said last Thursday that it is so.", "2022-01-20"),
        ("Иван Петров заявил в четверг, что это так.", "2022-01-27"),
        ("Иван Петров заявил в прошлый четверг, что это так.", "2022-01-20"),
        ("Ivan Petrov said on 30 December that it is so.", "2021-12-30"),
        ("Иван Петров заявил 30 декабря, что это так.", "2021-12-30"),
        ("Ivan Petrov said Tuesday, January 25, that it is so.", "2022-01-25"),
        ("In a message which aired on Tuesday, Ivan Petrov said that it is so.", "2022-01-25"),
        ("In a Tuesday interview with the paper, Ivan Petrov said that it is so.", "2022-01-25"),
        ("Thursday, January 27, 2022 On Tuesday, Ivan Petrov said that it is so.", "2022-01-25"),
        ("On Monday the talks broke off, Ivan Petrov said on Tuesday that it is so.", "2022-01-25"),
        ("Under the agreements reached in Istanbul on January 8, Ivan Petrov said that it is so.", None),
        ("Ivan Petrov said that it is so, but kept the details released today.", None),
        ("Before Monday’s meeting and the Tuesday debate Ivan Petrov said that it is so.", None),
        ("Ivan Petrov told USA Today that it is so.", None),
        ("Ivan Petrov, who came back on Tuesday, said that it is so.", None),
        ("Until Tuesday Ivan Petrov said that it is so.", None),
        ("Иван Петров заявил о подписанном 8 января договоре, что это так.", None),
    ],
)
def test_days_are_counted_alike_in_both_languages(text, day):
    ((quote, _),) = quotes(text, published="2022-01-27")
    assert quote.spoken == day


@pytest.mark.parametrize(
    "text",
    [
        "Ivan Petrov released a statement saying that the reply is ready.",
        "Ivan Petrov sent out an email to the allies saying that the reply is ready.",
        "Ivan Petrov on Tuesday said that the reply is ready.",
        "Ivan Petrov earlier this week said that the reply is ready.",
        "Ivan Petrov has long said that the reply is ready.",
        "He's met them. Ivan Petrov, facing a hard week, a bad one, said that the reply is ready.",
        "They heard a lecture from Ivan Petrov, who said that the reply is ready.",
        "They won the endorsement of Senator Ivan Petrov, who said that the reply is ready.",
        "Ivan Petrov praised the plan that opened the talks and said that the reply is ready.",
        "Ivan Petrov said that the envoy would add a word and suggested that the reply is ready.",
        "Ivan Petrov thanked critics who say he is late, saying that the reply is ready.",
    ],
)
def test_the_subject_is_found_past_what_stands_between(text):
    assert ("indirect", "Ivan Petrov", "that the reply is ready") in found(text)


@pytest.mark.parametrize(
    "text",
    [
        '"Is the reply ready?" Ivan Petrov demanded.',
        '"The reply is ready!" Ivan Petrov, a senior envoy, shouted to the crowd.',
    ],
)
def test_an_attribution_goes_on_behind_a_question_or_a_shout(text):
    ((kind, name, _),) = found(text)
    assert (kind, name) == ("direct", "Ivan Petrov")


def test_may_is_a_surname_behind_a_given_name():
    text = "British Prime Minister Theresa May said that the reply is ready."
    assert [name for _, name, _ in found(text)] == ["Theresa May"]


def test_an_adjective_makes_no_statement():
    assert [name for _, name, _ in found("Ivan Petrov showed subtle hints that he was tired.")] == ["Ivan Petrov"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('Ivan Petrov sent a message to the envoy. The message said: "It is ready."', "Ivan Petrov"),
        ("Ivan Petrov sent greetings to all. The message reads, in part: “It is a good day for us.”", "Ivan Petrov"),
        ("Ivan Petrov signed the budget. Others met envoys. The statement said that it is ready.", "statement"),
        ("Ivan Petrov published his memoirs. A note was found. The message said that it is ready.", "message"),
        ("He reads the Death Star comics. The magazine said that the reply is ready.", "magazine"),
        ("Ivan Petrov's statement said that the reply is ready.", "Ivan Petrov"),
        ('The talks ended. Ivan Petrov\'s most pointed words, though, were about us. "It is ready."', "Ivan Petrov"),
        ("The Port Herald had asked. The newspaper reported that the reply is ready.", "Port Herald"),
        ("A BBC report released on Wednesday claimed that the reply is ready.", "A BBC report"),
        ("The ministry has a report released on Wednesday that claimed that the reply is ready.", "a report"),
        ("They quote Ivan Petrov, a guest of the Labour and Housing Ministry, who said it is ready.", "Ivan Petrov"),
        ("President Ivan Petrov met US President John Smith. The Russian leader said it is ready.", "Ivan Petrov"),
        ("The British newspaper Evening Post told of plans. The paper also said that they are ready.", "Evening Post"),
        ("The harbour's annual report said that it is ready.", "harbour's annual report"),
        ("The Port Centre for Tidal Studies said that it is ready.", "Port Centre for Tidal Studies"),
        ("Port Relief Force North (PRF-NOR) came. PRF-NOR said that it is ready.", "Port Relief Force North"),
        ("The Port Council met. Its representative, Mr Hale, said that it is ready.", "Hale"),
        ('Ann Hill, the other ex-port official also stated, "It is ready."', "Ann Hill"),
        ("Ivan Petrov was moved. This journey opened doors. He said it is ready.", "Ivan Petrov"),
        ("What Mark said was that the reply is ready.", "Mark"),
        ("Ann Hill and Tom Reed met. Hill and Reed said that it is ready.", "Hill and Reed"),
        ("Mr Lee met Anna Smirnova. Taro Ito came too. She said that it is ready.", "Anna Smirnova"),
        ("Mr. Ian Hill and Mr. Tom Reed met. Mr. Hill and Mr. Reed said that it is ready.", "Hill and Reed"),
        ("Ivan Petrov left. Police said that it is ready.", "Police"),
        ("Ivan Petrov left. Delegates said no. He said that it is ready.", "Ivan Petrov"),
        ("Larry King said that it is ready.", "Larry King"),
        ('"It is ready," said Rep. G.K. Hill.', "G.K. Hill"),
        ("E.U. leaders said that it is ready.", "E.U. leaders"),
        ("Ann Hill, of Springfield, Va., said that it is ready.", "Ann Hill"),
        ("He was denounced by Mohammed Jan. Mohammed Jan said that it is ready.", "Mohammed Jan"),
    ],
)
def test_whose_words_a_document_and_a_description_have(text, name):
    assert names(text)[-1].removeprefix("The ") == name


@pytest.mark.parametrize(
    ("role", "organisation"),
    [
        ("Energy Minister", ""),
        ("Russian Finance Minister", ""),
        ("U.S. Energy Secretary", "U.S."),
        ("Port House press secretary", "Port House"),
    ],
)
def test_a_portfolio_is_no_body(role, organisation):
    speaker = find(Source(id="s", text=f"{role} Ivan Petrov said that it is ready.")).speakers[0]
    assert (speaker.name, speaker.organisation) == ("Ivan Petrov", organisation)


def test_what_is_said_of_somebodys_words_is_no_name_of_theirs():
    speaker = find(Source(id="s", text="Ivan Petrov's statement said that the reply is ready.")).speakers[0]
    assert (speaker.name, speaker.aliases) == ("Ivan Petrov", ())


def test_a_role_alone_is_no_body():
    speaker = find(Source(id="s", text="The Egyptian prosecutor said that the reply is ready.")).speakers[0]
    assert not speaker.is_body


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("Lipetsk, Ivan Petrov", "Ivan Petrov"),
        ("IvanPetrov", "Ivan Petrov"),
        ("Port Works CEO and Chairman of the Board Ivan Petrov", "Ivan Petrov"),
        ("House Whip, Northern Congressman Ivan Petrov", "Ivan Petrov"),
    ],
)
def test_labels_of_turns(label, name):
    text = f"{label}: Good day.\n\nAnna Smirnova: Good day to you.\n\n{label}: We begin.\n\nAnna Smirnova: Yes, do."
    assert names(text)[0] == name


@pytest.mark.parametrize(
    ("who", "sure"), [("Ivan Petrov", True), ("He", True), ("The report", False), ("Some critics", False)]
)
def test_who_is_named_is_surer_than_who_is_not(who, sure):
    (named,) = find(Source(id="s", text='Ann Hill said: "It is ready."')).quotes
    (quote,) = find(Source(id="s", text=f'{who} said: "It is ready."')).quotes
    assert quote.rule == named.rule
    assert (quote.certainty == named.certainty) is sure


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ('Following the vote, a defiant Anna Hill, leader of the Port Party, said "We will answer."', "Anna Hill"),
        ('Anna Hill, leader of the union, addressing the dock workers said "We will answer."', "Anna Hill"),
        ("In 2015 Anna Hill said the port was closed.", "Anna Hill"),
        ("On May 5 Anna Hill said the port was closed.", "Anna Hill"),
        ("There were nine sailors, some of whom said they had seen the ship.", ""),
    ],
)
def test_a_subject_apart_from_its_verb(text, who):
    assert [name for _, name, _ in found(text)] == [who]


def test_what_polls_had_suggested_behind_than_is_no_statement():
    assert found("With more votes than polls had suggested the council chose Anna Hill.") == []


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Boeing said sales rose. It said costs fell.", ["Boeing"] * 2),
        ("Nils Anders Holm leads the port. Minister Anders said it was late.", ["Nils Anders Holm"]),
        ("Anna Hill, the envoy, was there. Anna Hill's lawyer said it was late.", ["Anna Hill's lawyer"]),
        ("The Port Court of the Green Isles said it was late.", ["Port Court of the Green Isles"]),
        ("His captain, Rui Costa, was less generous, saying the match was lost.", ["Rui Costa"]),
        (
            "Omar Haddad said it was so. Ivan Petrov had no comment, but he said he was well.",
            ["Omar Haddad", "Ivan Petrov"],
        ),
        ('"I go," Paul Reed said.\n\nMark Shaw thanked him.\n\n"He was the best."', ["Paul Reed", "Mark Shaw"]),
        ('Anna Hill praised the many schools,\n\n"It is a sign that all of them have a wider choice."', ["Anna Hill"]),
    ],
)
def test_who_is_meant(text, who):
    assert names(text) == who


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (
            'French President Paul Brun met Ukrainian President Oleh Hryn. "Yes," the Ukrainian president said. '
            '"No," the American president said. "Well," the French leader said.',
            ["Oleh Hryn", "American president", "Paul Brun"],
        ),
        (
            'Kremlin spokesman Ivan Petrov spoke. "Yes," the Ukrainian spokesman said. '
            '"No," the Russian spokesman said.',
            ["Ukrainian spokesman", "Ivan Petrov"],
        ),
        (
            'Defence Minister Ivan Petrov left. "Yes," the finance minister said. "No," the defense minister said.',
            ["finance minister", "Ivan Petrov"],
        ),
        (
            'White House spokeswoman Jane Brown spoke. "Yes," the State Department spokeswoman said. '
            '"No," the White House spokeswoman said.',
            ["State Department spokeswoman", "Jane Brown"],
        ),
        (
            'Sen. Jane Brown met Rep. Bo Hill. "Yes," said the senator. "No," the congressman said.',
            ["Jane Brown", "Bo Hill"],
        ),
        (
            "Prime Minister Ivan Petrov said it is so. The interior minister said it is late. "
            "Interior Minister Oleg Orlov then left.",
            ["Ivan Petrov", "Oleg Orlov"],
        ),
        (
            '"Yes," Holt\'s brother said. "No," Anna Moss\'s sister said. "Well," the mayor\'s aide said.',
            ["Holt's brother", "Anna Moss's sister", "mayor's aide"],
        ),
        (
            '"Yes," said lawyer Hans Hill. "No," the lawyer for Brandt replied. "Well," Brandt\'s lawyer said.',
            ["Hans Hill", "lawyer for Brandt", "lawyer for Brandt"],
        ),
        (
            "Maria Doval, a nurse, said the ward is full. The foreign minister said it is not.",
            ["Maria Doval", "foreign minister"],
        ),
    ],
)
def test_a_role_of_another_country_portfolio_body_or_person_is_somebody_else(text, who):
    assert names(text) == who


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ('Hill quoted Petrov as saying "it is over now." Brown cited Orlov as saying it is late.', ["Petrov", "Orlov"]),
        ("The envoy was quoted by the paper as saying he was late.", ["envoy"]),
        ('Germany said it is so. "We are happy," he said.', ["Germany", ""]),
        (
            'Greg Moss said it is so.\n\nHolt\'s spokesman was late. "It exists," he said.',
            ["Greg Moss", "Holt's spokesman"],
        ),
        (
            'Minister Lena Ode said it is late. A passenger, Tom Hill, 61, from Cork: "I want to go home."',
            ["Lena Ode", "Tom Hill"],
        ),
        (
            '"No," said Lee. "Ask Lee," Kim said. "Dear Tom, we wait," Reed wrote. "Yes," Tom said.',
            ["Lee", "Kim", "Reed", "Tom"],
        ),
        (
            "President Claire Hill spoke. Former minister Alain Roche thinks she meant trade, and said so on Sunday: "
            '"It was about steel, nothing else."',
            ["Alain Roche"],
        ),
        (
            "Sen. Grace Hill, an Oregon Democrat, said it is so. The Oregon Democrat said it is late.",
            ["Grace Hill"] * 2,
        ),
        (
            "European Commission President Jane Hill said it is so. The Commission president said it is late. "
            "U.N. chief Tom Brown said it is so. The UN chief said it is late. The body's chief said it is.",
            ["Jane Hill"] * 2 + ["Tom Brown"] * 3,
        ),
        ("Sultan Qaboos bin Said al Said, President of the Republic, came.", []),
        ("I have said it and want to say it again: thanks to all. The state declared itself a neutral state.", []),
    ],
)
def test_who_speaks_where_somebody_else_stands_nearer(text, who):
    assert names(text) == who


def test_officials_of_another_text_are_no_known_body():
    known = Speaker(id="o", name="Palestinian officials")
    result = find(Source(id="s", text="Officials denied that the reply is ready."), [known])
    assert [q.speaker for q in result.quotes] != ["o"]
    assert Known([known]).settle(result).speakers == result.speakers


def test_a_minister_s_portfolio_is_no_organisation():
    result = find(Source(id="s", text="Healthcare Minister Ivan Petrov said the reply is ready."))
    assert [s.organisation for s in result.speakers] == [""]
