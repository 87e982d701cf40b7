"""Which part each stretch of a text plays: headline, date line, paragraph, subhead, turn, stage direction, credit.

Works on clean text alone and knows nothing of files. A reader that knows the parts (a heading in HTML, a quotation in
Word) hands them in as ``hints``; what it does not know is told from the words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from briefing.reading import credits
from briefing.reading.dates import find_date, is_time, read_date
from briefing.reading.labels import label_ends
from briefing.reading.paragraphs import is_address, is_centred, paragraphs, unspaced
from briefing.records import Block, Role, Span

_STAGE = re.compile(
    r"(?:\([^()]{1,160}\)|\[[^\[\]]{1,160}\]|<[^<>]{0,80}>|(?:\* ?){3,}|[*_–—-]{3,}|#{3,}|"
    r"END\b(?:\s*\d{1,2}:\d\d\s*[AP]\.?M\.?(?:\s*[A-Z]{2,4})?)?|-\s?(?:END|30)\s?-)[.\s]*\Z"
)
_ITEM = re.compile(r"(?:[-–—•*▪‣]\s|\(?\d{1,3}[.)]\s)")
_CLOSED = re.compile(r"[.!?…:;,][”\"»’')\]]*\Z")
_DATELINE = re.compile(
    r"(?P<place>[A-ZА-ЯЁ][A-ZА-ЯЁ .’'-]{2,40}),\s(?P<date>[A-Za-zа-я]{3,9}\.? \d{1,2}|\d{1,2} [A-Za-zа-я]{3,9})\.?\s*"
    r"(?:/(?P<agency>[\w .-]{2,30})/|\((?P<agency2>[\w .-]{2,30})\))\.?\s*[–—-]?\s*"
)
_HEAD = 10
_TAIL = 8
_HEADLINE = 300
_SUBHEAD = 110
_SHORT = 160


@dataclass(frozen=True)
class Shape:
    """The blocks of a text in order, and what its head and tail say about it (field of a Source -> words)."""

    blocks: tuple[Block, ...]
    fields: Mapping[str, str] = field(default_factory=dict)


def shape(text: str, hints: Sequence[tuple[Span, Role | None]] | None = None) -> Shape:
    """The blocks of ``text`` (clean) and the metadata it prints.

    ``hints`` are the paragraphs of a document whose kind says where they are, each with its role where that is known.
    """
    parts = list(hints) if hints is not None else [(span, None) for span in paragraphs(text)]
    work = _Work(text, [span for span, _ in parts], [role for _, role in parts])
    work.head()
    work.tail()
    work.body()
    blocks = tuple(
        Block(start, end, role or "paragraph", label)
        for (start, end), role, label in zip(work.spans, work.roles, work.labels, strict=True)
    )
    return Shape(blocks, work.fields)


class _Work:
    """One text while its parts are told apart: spans, their roles (None: not known yet), their labels' ends."""

    def __init__(self, text: str, spans: list[Span], roles: list[Role | None]) -> None:
        self.text, self.spans, self.roles = text, spans, roles
        self.words = [text[start:end] for start, end in spans]
        self.labels = [0] * len(spans)
        self.fields: dict[str, str] = {}
        short = [n for n, words in enumerate(self.words) if len(words) <= credits.LONGEST]
        self.photos = {n: name for n in short if (name := credits.photo_credit(self.words[n])) is not None}
        bare = self.words.copy()
        for n in short:
            if n in self.photos or credits.agency_credit(bare[n]) is not None:
                bare[n] = ""
        self.ends = label_ends(bare, {n for n, role in enumerate(roles) if role in (None, "paragraph")})
        if sum(map(bool, self.ends)) == 1:
            # One label alone in a document is a heading ("Peskov: no haste") unless a speech follows it.
            self.ends = [0 if end and self._heads(w) else end for w, end in zip(self.words, self.ends, strict=True)]

    def label(self, i: int) -> int:
        """Length of the speaker's label of paragraph ``i``, 0 for none."""
        return self.ends[i]

    @staticmethod
    def _heads(words: str) -> bool:
        return len(words) <= _SUBHEAD and not _CLOSED.search(words)

    def set(self, name: str, value: str) -> None:
        """Keep the first value found for a metadata field."""
        if value and name not in self.fields:
            self.fields[name] = value

    def head(self) -> None:
        """Headline, dates, address and place above the first paragraph of the body."""
        if not self.words:
            return
        lines = self._centred_head()
        titled = lines > 0
        for i in range(lines, min(_HEAD, len(self.words))):
            words = self.words[i]
            if self.roles[i] == "headline":
                self.set("title", " ".join(words.split()))
                titled = True
                lines += 1
                continue
            if titled and self._repeats_title(words):
                self.roles[i] = "dateline"
                continue
            if self.roles[i] not in (None, "dateline"):
                break
            date = read_date(words)
            if date:
                self.roles[i] = "dateline"
                self.set("published", date)
            elif is_time(words):
                self.roles[i] = "dateline"
            elif is_address(words):
                self.roles[i] = "dateline"
                self.set("address", words)
            elif not titled and i <= 1 and not credits.author_credit(words) and self._is_headline(i):
                self.roles[i] = "headline"
                self.set("title", unspaced(words))
                titled = True
            elif credits.author_credit(words) and not self.label(i):
                self.roles[i] = "credit"
                self.set("author", credits.author_credit(words) or "")
            elif self._is_place(i):
                self.roles[i] = "dateline"
                self.set("place", words)
            elif titled and self._date_follows(i):
                continue  # A lead stands between headline and date.
            else:
                break
            lines += 1
        if lines < len(self.words):
            self._inline_dateline(lines)

    def _centred_head(self) -> int:
        """The headings of a typewritten paper, set in the middle one below the other; gives how many there are."""
        count = 0
        while count < min(_HEAD, len(self.words) - 1) and is_centred(self.text, self.spans[count]):
            if self.roles[count] is not None or self.label(count) or _CLOSED.search(self.words[count]):
                break
            count += 1
        if count and "headline" not in self.roles:
            self.roles[:count] = ["headline"] * count
            self.set("title", unspaced(" ".join(self.words[:count]))[:_HEADLINE])
            return count
        return 0

    def _inline_dateline(self, i: int) -> None:
        """``MOSCOW, June 26. /TASS/.`` at the start of the first paragraph."""
        match = _DATELINE.match(self.words[i])
        if match:
            self.set("place", match["place"].title())
            self.set("agency", match["agency"] or match["agency2"])

    def _repeats_title(self, words: str) -> bool:
        """Whether a paragraph is the headline once more, with a date at most."""
        title, flat = self.fields["title"], " ".join(words.split())
        if not flat.startswith(title):
            return False
        rest = flat[len(title) :].strip()
        date = read_date(rest) if rest else None
        self.set("published", date or "")
        return not rest or bool(date)

    def _date_follows(self, i: int) -> bool:
        """Whether one of the two paragraphs after ``i`` is a date and nothing else."""
        return self.roles[i] is None and any(read_date(words) for words in self.words[i + 1 : i + 3])

    def _is_headline(self, i: int) -> bool:
        words = self.words[i]
        if len(words) > _HEADLINE or len(self.words) < 2 or _STAGE.match(words) or _ITEM.match(words):
            return False
        if self.label(i) and not (i + 1 < len(self.words) and read_date(self.words[i + 1])):
            return False
        following = self.words[i + 1] if i + 1 < len(self.words) else ""
        if read_date(following) or is_address(following):
            return True
        if _CLOSED.search(words):
            return words.endswith(("?", "!", "”", '"', "»")) and len(words) <= _SUBHEAD
        return not words[0].islower()

    def _is_place(self, i: int) -> bool:
        """A short line between other lines of the head, or right above the time of day."""
        words = self.words[i]
        if (
            len(words) > 80
            or len(words.split()) > 9
            or _CLOSED.search(words)
            or self.label(i)
            or i + 1 >= len(self.words)
        ):
            return False
        following = self.words[i + 1]
        after_date = i > 0 and self.roles[i - 1] == "dateline" and (is_address(following) or is_time(following))
        return after_date or is_time(following) or bool(read_date(following) and "title" in self.fields)

    def tail(self) -> None:
        """Credits below the last paragraph: photo, agency, the publisher's name between them."""
        bare: list[int] = []
        seen = named = False
        last = len(self.words)
        for i in range(last - 1, max(-1, last - 1 - _TAIL), -1):
            words = self.words[i]
            if self.roles[i] not in (None, "paragraph"):
                break
            if self._credit(i):
                seen = True
                named = named or self.roles[i] == "credit"
            elif len(words) <= 80 and not _CLOSED.search(words) and not self.label(i) and not _STAGE.match(words):
                bare.append(i)
            else:
                break
        if not seen:
            return
        for i in bare:
            if any(self.roles[j] in ("credit", "dateline") for j in range(i + 1, last)) or i == last - 1:
                self.roles[i] = "credit"
                if named and not any(char.isdigit() for char in self.words[i]):
                    self.set("outlet", self.words[i])

    def _credit(self, i: int) -> bool:
        """Whether paragraph ``i`` is a credit; its name goes to the metadata."""
        words = self.words[i]
        photo, agency = self.photos.get(i), credits.agency_credit(words)
        if photo is not None:
            self.set("photo", photo)
        elif agency is not None:
            self.set("agency", agency)
        elif credits.author_credit(words) and not self.label(i):
            self.set("author", credits.author_credit(words) or "")
        elif credits.is_rights(words):
            self.set("licence", credits.licence_in(words))
        elif not is_address(words):
            if self.roles[i] is None and read_date(words) and i > 0:
                self.roles[i] = "dateline"
                self.set("published", read_date(words) or "")
                return True
            return False
        self.roles[i] = "credit"
        return True

    def body(self) -> None:
        """Turns, stage directions, subheads, items and furniture among the paragraphs."""
        last = len(self.words) - 1
        for i, words in enumerate(self.words):
            role = self.roles[i]
            if role not in (None, "paragraph", "blockquote"):
                continue
            if end := self.ends[i]:
                self.roles[i] = "turn"
                self.labels[i] = self.spans[i][0] + end
                continue
            marked = words[0] == "E" or not words[0].isalpha()
            short = len(words) <= _SHORT
            if marked and _STAGE.match(words):
                self.roles[i] = "stage"
            elif credits.is_boilerplate(words):
                self.roles[i] = "boilerplate"
            elif short and i in self.photos:
                self.roles[i] = "credit"
                self.set("photo", self.photos[i])
            elif marked and role is None and _ITEM.match(words):
                self.roles[i] = "item"
            elif short and role is None and 0 < i < last and self._is_subhead(i):
                self.roles[i] = "subhead"

    def _is_subhead(self, i: int) -> bool:
        words = self.words[i]
        if len(words) > _SUBHEAD or _CLOSED.search(words) or words[0].islower() or words[0] in "“\"«„‘'":
            return False
        following = self.words[i + 1]
        return len(following) > len(words) and not find_date(words) and not is_time(words)
