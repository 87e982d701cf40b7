"""Picking: a code, a speaker, the quote to link with; and taking codes away again."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from briefing.records import LINKED_BACK, Code, LinkType, Speaker
from store.acts import attributing, codebook, judging, linking
from store.search import FilterError, parse_filter
from tui.acts.viewing import can_judge
from tui.questions import Choice, Question, narrow, plain

if TYPE_CHECKING:
    from tui.doing import Judging, ToDo

MOST_FOUND = 200


def code_choices(s: Judging) -> list[Choice]:
    """The codes in use, recent ones first, then by name; with their definition and how often they are used."""
    desk = s.desk
    entries = {code.id: code for code in desk.ws.codes if not code.retired}
    recent = [key for key in desk.recent_codes if key in entries]
    others = sorted((key for key in entries if key not in set(recent)), key=lambda key: entries[key].name.casefold())
    return [_code_choice(s, entries[key]) for key in (*recent, *others)]


def _code_choice(s: Judging, code: Code) -> Choice:
    used = codebook.uses(s.desk.ws, code.id)
    return Choice(code.id, s.desk.code_path(code), f"{used}×" if used else "", code.definition)


def pick_code(s: Judging, count: int | None) -> None:
    """Add a code: type to find it, Enter adds, Ctrl+N makes a new one, digits take recent ones."""
    desk, ws = s.desk, s.desk.ws
    rows = code_choices(s)

    def add(key: str) -> None:
        desk.used_code(key)
        s.change(lambda keys: judging.code(ws, keys, key), again="code")

    def enter(choice: Choice | None, text: str) -> str:
        if choice is None:
            return (
                "No code of that name: Ctrl+N makes it."
                if text
                else "There are no codes yet: type one, Ctrl+N makes it."
            )
        add(choice.key)
        return ""

    def new(text: str) -> str:
        if not text:
            return "Type its name first."
        s.change(lambda keys: attributing.code_with_new(ws, keys, text), again="code")
        made = codebook.by_name(ws, text)
        if made is not None:
            desk.used_code(made.id)
        return ""

    s.ask(
        Question(
            "Code" + (f" for {len(desk.marked())} quotes" if desk.marks else ""),
            enter,
            lambda text: narrow(rows, text),
            new=new,
            digits=True,
            hint="Enter adds · 1-9 recent · Ctrl+N new · Esc leaves",
        )
    )


def drop_code(s: Judging, count: int | None) -> None:
    """Take a code away: the only one at once, else pick it."""
    desk, ws = s.desk, s.desk.ws
    review = desk.review(desk.key)
    if review is None:
        return

    def drop(key: str) -> None:
        s.change(lambda keys: judging.uncode(ws, keys, key), again="drop code")

    if len(review.codes) == 1:
        drop(review.codes[0].code)
        return
    rows = [Choice(coding.code, desk.code_name(coding.code), coding.stance or "") for coding in review.codes]

    def enter(choice: Choice | None, text: str) -> str:
        if choice is None:
            return "No such code on this quote."
        drop(choice.key)
        return ""

    s.ask(
        Question(
            "Take which code away?", enter, lambda text: narrow(rows, text), digits=True, hint="Enter or its digit"
        )
    )


def no_code_here(s: Judging) -> str:
    """Why no code can be taken away."""
    reason = can_judge(s)
    review = s.desk.review(s.desk.key) if s.desk.key else None
    return reason or ("" if review and review.codes else "This quote has no code.")


def speaker_choice(s: Judging, speaker: Speaker) -> Choice:
    """A speaker as a row: the aliases are searched too."""
    about = ", ".join(part for part in (speaker.role, speaker.organisation) if part)
    aliases = ", ".join(alias for alias in speaker.aliases if alias != speaker.name)
    many = s.desk.ws.quotes.count(speaker=speaker.id)
    return Choice(speaker.id, speaker.name, f"{many}", "; ".join(part for part in (about, aliases) if part))


def pick_speaker(s: Judging, count: int | None, *, of: str = "") -> None:
    """Say who made the statement: the one named is first, Enter confirms; Ctrl+N makes a new one.

    It is asked about the targets, or about the quote ``of`` alone, whatever is marked.
    """
    desk, ws = s.desk, s.desk.ws
    quote = ws.quotes.get(of) if of else desk.quote
    named = quote.speaker if quote and quote.speaker else ""
    speakers = {speaker.id: speaker for speaker in ws.speakers}
    recent = [key for key in (named, *desk.recent_speakers) if key in speakers]
    front = list(dict.fromkeys(recent))
    others = sorted((key for key in speakers if key not in set(front)), key=lambda key: speakers[key].name.casefold())
    rows = [speaker_choice(s, speakers[key]) for key in (*front, *others)]
    rows.append(Choice("", "nobody: no speaker is named"))
    by_alias = {row.key: plain(f"{row.label} {row.detail}") for row in rows}

    def choices(text: str) -> list[Choice]:
        found = narrow(rows, text)
        shown = {row.key for row in found}
        words = plain(text).split()
        return found + [row for row in rows if row.key not in shown and all(w in by_alias[row.key] for w in words)]

    def said(work: ToDo) -> None:
        if of:
            s.changed(lambda: work([of]))
        else:
            s.change(work, again="speaker")

    def take(key: str) -> None:
        if key:
            desk.used_speaker(key)
        said(lambda keys: attributing.attribute(ws, keys, key or None))

    def enter(choice: Choice | None, text: str) -> str:
        if choice is None:
            return "Nobody of that name: Ctrl+N makes a new speaker."
        take(choice.key)
        return ""

    def new(text: str) -> str:
        if not text:
            return "Type the name first."
        said(lambda keys: attributing.attribute_to_new(ws, keys, text))
        return ""

    s.ask(
        Question(
            "Speaker" + (f" of {len(desk.marked())} quotes" if desk.marks and not of else ""),
            enter,
            choices,
            new=new,
            digits=True,
            hint="Enter confirms · 1-9 · Ctrl+N new · Esc leaves",
        )
    )


def pick_link(s: Judging, count: int | None) -> None:
    """Link this quote to another: find it, then say how they are tied."""
    desk, ws = s.desk, s.desk.ws
    here = desk.key

    def row(key: str) -> Choice | None:
        quote = ws.quotes.get(key)
        if quote is None or key == here:
            return None
        source = ws.sources.get(quote.source)
        about = (
            f"{desk.speaker_name(quote.speaker) or '–'} · {source.published or 'undated'} · {source.title}"
            if source
            else ""
        )
        return Choice(key, quote.told[:400], "", f"{about}: {quote.told}")

    def choices(text: str) -> list[Choice]:
        if text.isascii() and text.isdigit() and 0 < int(text[:9]) <= len(desk.shown):
            found = [desk.shown[int(text[:9]) - 1]]
        elif text.strip():
            try:
                found = ws.find(parse_filter(text))
            except FilterError:
                return []
        else:
            at = desk.place(here)
            near = sorted(range(max(0, at - 20), min(len(desk.everything), at + 20)), key=lambda n: abs(n - at))
            found = [*reversed(desk.jumps), *(desk.everything[n] for n in near)]
        rows = (row(key) for key in list(dict.fromkeys(found))[:MOST_FOUND])
        return [choice for choice in rows if choice is not None]

    def enter(choice: Choice | None, text: str) -> str:
        if choice is None:
            return "No quote has these words."
        _link_type(s, here, choice)
        return ""

    s.ask(Question("Link to which quote?", enter, choices, hint="words, a filter or a row · Enter picks · Esc leaves"))


def _link_type(s: Judging, here: str, other: Choice) -> None:
    ws = s.desk.ws
    told = {
        "repeats": "says the same again",
        "contradicts": "says the opposite",
        "softens": "says it more weakly",
        "hardens": "says it more strongly",
        "answers": "answers it",
        "cites": "refers to it",
    }
    rows = [Choice(name, f"{name}", told.get(name, "")) for name in get_args(LinkType)]

    def enter(choice: Choice | None, text: str) -> str:
        if choice is None:
            return "No such link."
        kind: LinkType = choice.key  # type: ignore[assignment]
        s.change(lambda keys: linking.link(ws, here, other.key, kind))
        return ""

    s.ask(
        Question(
            "This quote … the other", enter, lambda text: narrow(rows, text), digits=True, hint="Enter or its digit"
        )
    )


def follow_link(s: Judging, count: int | None) -> None:
    """Go to the quote at the other end of a link: the only one at once, else pick it."""
    desk, ws = s.desk, s.desk.ws
    ends: list[tuple[str, str]] = [(link.type, link.to_quote) for link in ws.links.where(from_quote=desk.key)]
    ends += [(LINKED_BACK[link.type], link.from_quote) for link in ws.links.where(to_quote=desk.key)]
    if len(ends) == 1:
        desk.to(ends[0][1])
        s.say(f"{ends[0][0]} · < goes back")
        return
    rows = []
    for kind, key in ends:
        quote = ws.quotes.get(key)
        rows.append(Choice(key, f"{kind}: {quote.told[:300] if quote else 'gone'}", "", quote.told if quote else ""))

    def enter(choice: Choice | None, text: str) -> str:
        if choice is None or not desk.to(choice.key):
            return "That quote is gone."
        s.say("< goes back")
        return ""

    s.ask(
        Question("Go along which link?", enter, lambda text: narrow(rows, text), digits=True, hint="Enter or its digit")
    )


def drop_link(s: Judging, count: int | None) -> None:
    """Take a link of this quote away."""
    desk, ws = s.desk, s.desk.ws
    links = [*ws.links.where(from_quote=desk.key), *ws.links.where(to_quote=desk.key)]
    rows = []
    for link in links:
        other = ws.quotes.get(link.to_quote if link.from_quote == desk.key else link.from_quote)
        rows.append(Choice(link.id, f"{link.type}: {other.text[:300] if other else 'gone'}"))

    def enter(choice: Choice | None, text: str) -> str:
        if choice is None:
            return "No such link."
        s.change(lambda keys: linking.unlink(ws, choice.key))
        return ""

    s.ask(
        Question(
            "Take which link away?", enter, lambda text: narrow(rows, text), digits=True, hint="Enter or its digit"
        )
    )


def no_link(s: Judging) -> str:
    """Why no link can be followed."""
    links = s.desk.ws.links
    here = s.desk.key
    if here and (links.count(from_quote=here) or links.count(to_quote=here)):
        return ""
    return "This quote has no link: l makes one."


def no_link_to_change(s: Judging) -> str:
    """Why no link can be taken away."""
    return can_judge(s) or no_link(s)
