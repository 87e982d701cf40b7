"""The pure parts of the app: keys, wrapping, the edited line, spans, colours, and the docs made from the table."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from tui import keymap
from tui.act import shown_keys
from tui.lineedit import LineEdit
from tui.look import GROUNDS, INKS, THEMES, colours
from tui.panes.context import paragraphs
from tui.show import clean_input, day, fit, visible
from tui.spans import Adjusting, first_word
from tui.trie import Keys
from tui.wrap import NARROW, wrap

WORDS = st.text(alphabet=st.sampled_from("ab c é漢 字\u0301👩👍— .,[]שд"), max_size=60)


# -- keys ------------------------------------------------------------------------------------------------------------


def test_the_docs_of_keys_are_up_to_date() -> None:
    assert keymap.KEYS_PAGE.read_text(encoding="utf-8") == keymap.page(), "run: python -m tui.keymap"


def test_the_key_table_of_the_readme_is_up_to_date() -> None:
    text = keymap.README.read_text(encoding="utf-8")
    assert keymap.BEGIN in text
    assert text == keymap.fill(text), "run: python -m tui.keymap"


def test_no_two_acts_share_a_key_and_none_hides_another() -> None:
    screens = [
        ("review",),
        ("spans",),
        ("work",),
        *(("list", name) for name in keymap.HEADINGS if name not in ("review", "spans", "work")),
    ]
    for screen in screens:
        keys = [(key, act.id) for act in keymap.ACTS if act.where in screen for key in act.keys]
        for (one, act), (other, rival) in itertools.permutations(keys, 2):
            assert one != other, f"{shown_keys(keymap.ACTS[0])}: {act} and {rival} on {one} in {screen}"
            assert not other.startswith(f"{one} "), f"{act} hides {rival} in {screen}"


def test_every_act_has_help_and_a_name_of_its_own() -> None:
    names = [act.id for act in keymap.ACTS]
    assert len(names) == len(set(names))
    assert all(act.help and act.group and act.where in keymap.HEADINGS for act in keymap.ACTS)


def test_the_trie_hears_sequences_counts_and_strays() -> None:
    keys = Keys({"down": ("j",), "first": ("g g",), "neutral": ("0",), "pane": ("1",)})
    assert keys.feed("j").act == "down"
    assert keys.feed("g").pending and keys.feed("g").act == "first"
    assert keys.feed("5").pending and keys.feed("0").pending
    heard = keys.feed("j")
    assert (heard.act, heard.count) == ("down", 50)
    assert keys.feed("0").act == "neutral" and keys.feed("1").act == "pane"
    assert keys.feed("g").pending and keys.feed("x").unknown
    assert keys.feed("j").act == "down", "a stray sequence is forgotten"
    assert keys.feed("g").pending and not keys.feed("escape").unknown


@given(st.lists(st.sampled_from([*"jg0519x", "escape", "tab"])))
def test_the_trie_takes_any_keys(pressed: list[str]) -> None:
    keys = Keys({"down": ("j",), "first": ("g g",)})
    for key in pressed:
        keys.feed(key, key if len(key) == 1 else None)


# -- text ------------------------------------------------------------------------------------------------------------


@given(st.text())
def test_visible_text_has_no_controls_and_true_offsets(text: str) -> None:
    shown = visible(text)
    assert len(shown) == len(text)
    assert not any(ord(ch) < 32 or 0x7F <= ord(ch) < 0xA0 or 0xD800 <= ord(ch) < 0xE000 for ch in shown)
    shown.encode()


@given(WORDS, st.integers(0, 40))
def test_fitted_text_takes_exactly_its_cells(text: str, width: int) -> None:
    assert cell_len(fit(text, width)) == width


@given(WORDS, st.integers(1, 30))
def test_wrapped_lines_fit_and_lose_no_word(text: str, width: int) -> None:
    lines = wrap(text, width)
    shown = [text[start:end] for start, end in lines]
    assert "".join("".join(shown).split()) == "".join(text.split())
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(lines))
    assert all(cell_len(line) <= width or len(line) == 1 or width < 3 for line in shown if not combined(line))


def combined(line: str) -> bool:
    """Whether a line's width is more than the sum of its parts."""
    return any(ch in line for ch in "\u0301👩👍")


def test_narrow_characters_are_narrow() -> None:
    for code in range(0x20, 0x2200):
        if NARROW.fullmatch(chr(code)):
            assert cell_len(chr(code)) == 1, hex(code)


@given(st.text(alphabet="ab \n", max_size=200))
def test_paragraphs_cover_the_text(text: str) -> None:
    assert "\n".join(text[a:b] for a, b in paragraphs(text)) == text


def test_an_endless_line_is_cut() -> None:
    text = "word " * 100_000
    spans = paragraphs(text)
    assert max(end - start for start, end in spans) <= 8_000
    assert spans[0][0] == 0 and spans[-1][1] == len(text)
    assert all(a[1] == b[0] for a, b in itertools.pairwise(spans))


def test_days_are_said_as_people_say_them() -> None:
    assert day("2022-01-27T10:00:00") == "27 Jan 2022"
    assert (day(None), day("soon"), day("2022-13-01")) == ("undated", "soon", "2022-13-01")


@settings(max_examples=50)
@given(
    st.lists(st.sampled_from([*"abд漢 ", "left", "right", "home", "end", "backspace", "delete", "ctrl+w", "ctrl+u"]))
)
def test_the_edited_line_keeps_its_cursor_inside(pressed: list[str]) -> None:
    line = LineEdit()
    for key in pressed:
        line.feed(key, key if len(key) == 1 else None)
        assert 0 <= line.cursor <= len(line.text)


def test_typed_text_keeps_letters_of_all_scripts() -> None:
    assert clean_input("a\u00a0b\u200cc\x1b[2J\r\nд") == "a\u00a0b\u200cc[2J д"


# -- spans -----------------------------------------------------------------------------------------------------------

TEXT = "One two three. Four five? Six seven eight."


@given(st.lists(st.sampled_from(["right", "left", "sentence", "back", "other", "next", "add", "remove"]), max_size=25))
def test_spans_stay_in_order_inside_the_text(moves: list[str]) -> None:
    state = Adjusting(TEXT, [(4, 13), (20, 24)])
    for move in moves:
        {
            "right": lambda: state.move(1),
            "left": lambda: state.move(-1),
            "sentence": lambda: state.move(1, True),
            "back": lambda: state.move(-1, True),
            "other": state.other_end,
            "next": state.next_span,
            "add": state.add,
            "remove": state.remove,
        }[move]()
        flat = [offset for span in state.spans for offset in span]
        assert flat == sorted(flat) and flat[0] >= 0 and flat[-1] <= len(TEXT)
        assert all(start < end for start, end in state.spans)
        assert state.result


def test_ends_move_by_words_and_sentences() -> None:
    state = Adjusting(TEXT, [(4, 7)])
    state.move(1)
    assert TEXT[slice(*state.spans[0])] == "two three"
    state.move(1, True)
    assert TEXT[slice(*state.spans[0])] == "two three."
    state.other_end()
    state.move(-1, True)
    assert TEXT[slice(*state.spans[0])] == "One two three."


def test_a_step_takes_a_word_and_not_its_punctuation() -> None:
    text = "“No, Mr. Brown,” he said (twice). — Why, J. Smith? Они ждут."
    state = Adjusting(text, [(1, 3)])
    taken = []
    while state.move(1):
        taken.append(text[slice(*state.spans[0])].split()[-1])
    assert taken == ["Mr", "Brown", "he", "said", "(twice", "Why", "J", "Smith", "Они", "ждут"]
    state = Adjusting(text, [(1, 3)])
    sentences = []
    while state.move(1, True):
        sentences.append(state.spans[0][1])
    assert [text[:end].rsplit(" ", 1)[-1] for end in sentences] == ["(twice).", "Smith?", "ждут."]
    state.nudge(-1)
    assert text[slice(*state.spans[0])].endswith("ждут")


@given(
    st.text(alphabet='ab яé.!?"“” \n', min_size=1, max_size=60),
    st.lists(
        st.sampled_from(["right", "left", "on", "back", "hold", "sentence", "nudge", "other", "drag"]), max_size=12
    ),
    st.integers(0, 60),
)
def test_a_caret_stays_on_words_of_the_text(text: str, moves: list[str], at: int) -> None:
    word = first_word(text, min(at, len(text)))
    if word is None:
        assert not any(sign.isalnum() for sign in text)
        return
    state = Adjusting(text, [word], fresh=True)
    for move in moves:
        {
            "right": lambda: state.move(1),
            "left": lambda: state.move(-2),
            "on": lambda: state.move(1, True),
            "back": lambda: state.move(-1, True),
            "hold": state.hold,
            "sentence": state.take_sentence,
            "nudge": lambda: state.nudge(1),
            "other": state.other_end,
            "drag": lambda: state.drag(at, 3),
        }[move]()
        start, end = state.spans[0]
        assert 0 <= start < end <= len(text) and start <= state.hand < end
        assert state.kind in ("direct", "mixed", "indirect")


# -- colours ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_every_text_stands_out_from_every_ground(theme) -> None:  # type: ignore[no-untyped-def]
    table = colours(theme)
    pairs = [(ink, ground) for ground in GROUNDS.values() for ink in INKS] + [("quote", "quote ground")]
    for ink, ground in pairs:
        ratio = contrast(table[ink].rgb, table[ground].rgb)
        assert ratio >= 4.5, f"{ink} on {ground}: {ratio:.2f}"


def contrast(one: tuple[int, int, int], other: tuple[int, int, int]) -> float:
    """The contrast ratio of WCAG 2.2."""

    def light(rgb: tuple[int, int, int]) -> float:
        parts = [c / 255 / 12.92 if c / 255 <= 0.04045 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in rgb]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    bright, dim = sorted((light(one), light(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)
