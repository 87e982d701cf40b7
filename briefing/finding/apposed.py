"""Subjects that stand apart from their verb: the name before a role or a participle, a name with an article."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefing.finding.phrases import Phrases, Range


def with_name(p: Phrases, found: Range | None) -> Range | None:
    """A role with the name in front of it, where no comma closes it: "Ann Hill, the other envoy also said"."""
    if found is None or found[0] < 3 or p.toks[found[0]].low not in ("the", "a", "an"):
        return found
    name = p.near(found[0] - 1) if p.toks[found[0] - 1].text == "," else None
    role = any(p.toks[x].low in p.words.roles for x in range(*found))
    if name is None or name[0] or not role or len(set(p.tags[slice(*name)]) | {"P"}) > 1:
        return found
    return name[0], found[1]


def past_participle(p: Phrases, found: Range) -> Range:
    """The subject before a participle that no comma closes: "Hill, addressing the workers, ..." without the second."""
    g = found[0]
    while g > 1 and p.tags[g] != "G" and p.tags[g - 1] in "DQIGNPX":
        g -= 1
    opens = p.tags[g] == "G" and g + 1 < found[0] + 1 and p.tags[g + 1] in "DQIO"
    if g < 2 or not opens or p.toks[g - 1].text != "," or set("AMV") & set(p.tags[:g]):
        return found
    who = p.before_comma(g - 1)
    return who if who is not None and p.personal(who) else found


def one_named(p: Phrases, r: Range) -> bool:
    """Whether a phrase with an article is a person's full name: "a defiant Alex Hill", no "the Labour Party"."""
    tags = p.tags[r[0] : r[1]]
    name = tags.endswith("PP") and set(tags[1:-2]) <= {"N"} and tags[0] == "D"
    return name and len(tags) > 3 and p.toks[r[1] - 1].low not in p.words.bodies
