"""The closed vocabularies: every word a record may use for what happened, who is counted and how it was found."""

from __future__ import annotations

from enum import StrEnum


class Outcome(StrEnum):
    """What happened to the people counted."""

    KILLED = "killed"
    INJURED = "injured"
    CASUALTIES = "casualties"  # killed or injured, not told apart; also "losses"
    MISSING = "missing"
    CAPTIVE = "captive"  # hostages, abducted, prisoners of war
    DETAINED = "detained"  # arrested
    DISPLACED = "displaced"


class Qualifier(StrEnum):
    """The hedge, as a class; the words themselves are kept in `Quantity.hedge`."""

    EXACT = "exact"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    ABOUT = "about"
    UP_TO = "up_to"
    LESS_THAN = "less_than"
    RANGE = "range"
    VAGUE = "vague"


class Basis(StrEnum):
    """Which stretch of time a figure covers."""

    CUMULATIVE = "cumulative"  # running total since the start of a conflict or a named date
    PERIOD = "period"  # a bounded window
    EVENT = "event"  # one incident or one coordinated attack
    STOCK = "stock"  # a level at a moment, which can fall


class DateBasis(StrEnum):
    """How the as_of of a claim was found. There is no silent fallback."""

    STATED = "stated"  # a full or partial date in the words ("on 7 May", "in March 2011")
    RELATIVE = "relative"  # words counted from the publication date ("on Tuesday", "yesterday")
    CARRIED = "carried"  # a date expression of an earlier sentence of the same passage
    DATELINE = "dateline"  # the date in the article's own dateline
    PUBLISHED = "published"  # the publication date: the article gives the figure as of its own day
    COLUMN = "column"  # a date column of a published table
    NONE = "none"  # neither the text nor the publication date tells


class Scope(StrEnum):
    """How the claimant came to count: never compared across without saying so."""

    REPORTED = "reported"
    IDENTIFIED = "identified"  # by name, or by full record
    VERIFIED = "verified"  # by the claimant's own method of verification
    ESTIMATED = "estimated"  # a model, a survey, an intelligence estimate
    PROJECTED = "projected"  # a forecast or a multiple, not a count
    UNCONFIRMED = "unconfirmed"  # feared or presumed dead, or told as unconfirmed: nobody says that they were counted


class Direction(StrEnum):
    """Whose dead a claimant speaks of, seen from the claimant."""

    OWN = "own"
    ENEMY = "enemy"
    THIRD = "third"  # the claimant is no party to the conflict


class Group(StrEnum):
    """Who is counted. `OTHER` keeps its own words and is never compared with another `OTHER` of other words."""

    EVERYONE = "everyone"
    CIVILIANS = "civilians"
    COMBATANTS = "combatants"
    CHILDREN = "children"
    WOMEN = "women"
    WOMEN_AND_CHILDREN = "women_and_children"
    MEN = "men"
    ELDERLY = "elderly"
    HEALTH_WORKERS = "health_workers"
    JOURNALISTS = "journalists"
    AID_WORKERS = "aid_workers"
    UN_STAFF = "un_staff"
    AID_SEEKERS = "aid_seekers"
    CIVIL_DEFENCE = "civil_defence"
    POLICE = "police"
    PRISONERS = "prisoners"
    OTHER = "other"


class Inclusion(StrEnum):
    """What a total says it adds to the dead that were counted. Two totals with other inclusions are not one thing."""

    MISSING = "missing"  # the missing presumed dead are part of the total
    INDIRECT = "indirect"  # deaths by hunger, disease or lack of care are part of the total
    RETROACTIVE = "retroactive"  # people who died on earlier days and were added in this window


class Unit(StrEnum):
    """What is counted one by one. Families are never multiplied into people."""

    PERSON = "person"
    HOUSEHOLD = "household"


class Region(StrEnum):
    """Which part of the page a figure stands in; only the body gives body claims their date and source."""

    BODY = "body"
    HEADLINE = "headline"
    CAPTION = "caption"
    TEASER = "teaser"  # related-article links, "read more"
    COMMENT = "comment"
    TABLE = "table"


class ArticleKind(StrEnum):
    """Where a text comes from, which is how far its words are evidence."""

    ARTICLE = "article"  # a text that was published, in its publisher's words
    NOTE = "note"  # our own short note on a publication, with its reference
    TABLE_ROW = "table_row"  # one row of a published table, with its reference


class Terms(StrEnum):
    """What the publisher of a figure lets others do with it."""

    OPEN = "open"  # it may be quoted and given on with its source
    IMPORT_ONLY = "import_only"  # it may be used by whoever has it from the publisher, and not be given on


class SpanKind(StrEnum):
    """Which part of a claim a span of the text carries."""

    FIGURE = "figure"
    HEDGE = "hedge"
    OUTCOME = "outcome"
    VICTIMS = "victims"
    SOURCE = "source"
    DATE = "date"
    PLACE = "place"


class RevisionKind(StrEnum):
    """What a new statement did to what the same claimant had said about the same day."""

    FIRST = "first"
    RAISED = "raised"
    LOWERED = "lowered"
    REWORDED = "reworded"  # the same count under another hedge or in a rounder number
    RESTATED = "restated"  # an earlier number said again after another had taken its place, which stands
    WITHDRAWN = "withdrawn"


class Corrector(StrEnum):
    """Who took a figure out of force."""

    SOURCE = "source"  # its claimant gave another one for the same day, or took it back
    OUTLET = "outlet"  # the outlet that printed it says that it was wrong
    EXTRACTOR = "extractor"  # a later version of our reader reads the same words otherwise
    PERSON = "person"  # somebody looked at the evidence and decided


class GapCause(StrEnum):
    """Why two claimants differ on a day. Only what is left over deserves the word divergence."""

    NONE = "none"  # the bounds can be reconciled: no gap
    SCOPE = "scope"
    INCLUSION = "inclusion"  # one total says it adds the missing or indirect deaths
    LAG = "lag"  # one side's figure is older than the other's
    STALE = "stale"  # one side's number is an earlier one given again for a later day
    RETROACTIVE = "retroactive"  # one side added people who died on earlier days
    BASELINE = "baseline"  # the counts start on different days
    ROUNDING = "rounding"
    BREAK = "break"  # a declared break in one of the series, or a change of where it learns of deaths, lies between
    UNEXPLAINED = "unexplained"


class LeftOutReason(StrEnum):
    """Why a claim stands in no series. It is kept and listed all the same."""

    UNPLACED = "unplaced"  # it names no tracked conflict, or several alike
    BEFORE_START = "before_start"  # it speaks of a day before the conflict it would belong to
    UNDATED = "undated"  # neither the text nor the publication tells which day it speaks of
    DATES_CROSSED = "dates_crossed"  # it would speak of a day after it was said, or be said after it was seen
    REGION = "region"  # it stands in a caption, a comment or a link to another text
    PART = "part"  # it is a part of another figure of its article without words for which part
    EVENT_WITHOUT_PLACE = "event_without_place"  # one of perhaps several attacks of that day
    VAGUE = "vague"  # "thousands" for a running total of which the same claimant had given a higher number


class HedgeRule(StrEnum):
    """Which convention turns the words of a figure into its bounds."""

    WORDS = "words"  # what the words allow and no more: "more than 700" has no upper bound
    ACLED = "acled"  # one number a figure: the one that was printed, or the one the codebook gives a vague word
    WIKIMPACTS = "wikimpacts"  # a closed range for every hedge: "more than 700" is 701 to 799


class ResidualKind(StrEnum):
    """What a residual looks like. None of them says which of the two figures is right."""

    RETROACTIVE_BATCH = (
        "retroactive_batch"  # deaths of earlier days were added to the total, and the claimant said so
    )
    LONGER_WINDOW = "longer_window"  # no total is known for the day on which the window opens, only an earlier one
    CATCH_UP = "catch_up"  # the total of one day was moved a day late: two neighbours cancel each other out
    CORRECTION = "correction"  # the total fell, or one of the figures was replaced later by one that fits
    TYPO = "typo"  # the two numbers differ by a digit dropped, added, changed or exchanged with its neighbour
    ROUNDING = "rounding"  # a round total leaves this much open
    UNEXPLAINED = "unexplained"


class Policy(StrEnum):
    """How several figures become one."""

    CONSERVATIVE = "conservative"  # the lowest number that any of them allows
    MEDIAN_OF_ORIGINS = "median_of_origins"  # the middle one, each claimant counted once; the lower of two middles
    MOST_RECENT = "most_recent"  # of the latest day; said last where several speak of it
    RANGE = "range"  # from the lowest to the highest number that any of them allows
    HIERARCHY = "hierarchy"  # the first of the conflict's declared reference claimants that speaks
    DEFER = "defer"  # a number only where all can be true at once; none while they contradict each other


class FindingKind(StrEnum):
    """What makes a figure or a series worth a second look. None of them says that it is wrong."""

    FALL_DIP = "fall_dip"  # a running total lower for one figure, and then as high as before
    FALL_RESET = "fall_reset"  # a running total down to less than half: most likely a new count from zero
    FALL_CORRECTION = "fall_correction"  # a running total lower than what was said before
    PLATEAU = "plateau"  # one number given again and again for later days
    LEAP = "leap"  # a step ten times what is usual there
    STRAIGHT_RUN = "straight_run"  # one and the same movement every day, as between two reports
    ROUND_NUMBERS = "round_numbers"  # a series with more numbers on two zeros than chance gives
    SUM_OF_TWO = "sum_of_two"  # a total that is two other figures added
    SOURCE_MIX = "source_mix"  # what was added to a total was learnt otherwise than what it held before
    OTHER_CLAIMANTS_NUMBER = "other_claimants_number"  # another claimant's number, off its own claimant's total
    SAME_NUMBER = "same_number"  # one number under the names of two claimants: an outlet may have named the wrong one
    PROBABLE_ORIGIN = "probable_origin"  # an outlet gives in its own voice a number that one claimant had given
    TWO_NUMBERS = "two_numbers"  # articles of one day give two numbers or more under one body's name
    WITHIN_ARTICLE = "within_article"  # headline, caption and body of one article, or two sentences of it, disagree
