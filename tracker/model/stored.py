"""The tables of the store, in the same terms as the exported ones.

`tracker.store.schema` makes the tables of a new store from these; docs/columns.md lists them. A column that a table gained
later stands at its end, where the step that brings an older store up to date puts it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tracker.model.codebook import PARTIAL, SHARED, Field, Sheet, words_of
from tracker.model.vocabulary import ArticleKind, Terms


def _kept(names: str) -> Iterator[Field]:
    """Shared columns that are never null in the store; an empty text is one."""
    yield from (replace(SHARED[name], required=True) for name in names.split())


def _open(names: str) -> Iterator[Field]:
    """Shared columns that are null where nothing is known."""
    yield from (replace(SHARED[name], required=False) for name in names.split())


def _text(name: str, about: str) -> Field:
    return Field(name, "string", about, required=True)


_LISTED = "; a JSON list, empty for none"

BLOBS = Sheet(
    "blobs",
    "Bytes",
    "What was read, byte for byte, once.",
    (
        _text("sha256", "hash of the bytes"),
        Field("size", "integer", "how many bytes", required=True),
        Field("packed", "bytes", "the bytes, compressed with zlib", required=True),
    ),
    ("sha256",),
)
ARTICLES = Sheet(
    "articles",
    "Articles",
    "Every text that was read: an article, a note of our own, or a row of a published table.",
    (
        _text("id", "id derived from content"),
        _text("name", "the given id, else the path or URL it was read from"),
        Field("kind", "string", "where the text comes from", words_of(ArticleKind), required=True),
        *_open("url outlet"),
        Field("title", "string", "its title"),
        Field("published", "string", "the day it was published, as precise as it is known", pattern=PARTIAL),
        *_kept("seen_at"),
        Field("language", "string", "ISO 639-1 code; null where not known"),
        Field("source_id", "string", "the source of sources.yaml that it came from"),
        *_open("conflict"),
        _text("sha256", "hash of its bytes"),
        _text("regions", "the stretches that are not body, as region, start, end" + _LISTED),
        _text("text", "the text that all offsets count in"),
    ),
    ("id",),
    (("sha256", "blobs", "sha256"),),
)
READINGS = Sheet(
    "readings",
    "Readings",
    "One reading of one article by one version of the reader. The last one counts.",
    (
        Field("number", "integer", "in the order of reading", required=True),
        *_kept("article_id"),
        _text("reader_version", "by which rules, and with which names of claimants"),
        Field("claims", "integer", "how many claims it made", required=True),
        Field("unread", "integer", "how many sentences it could not read", required=True),
    ),
    ("number",),
    (("article_id", "articles", "id"),),
)
CLAIMS = Sheet(
    "claims",
    "Claims of every reading",
    "What each reading made of its article. claims.csv has those of the last readings.",
    (
        Field("reading", "integer", "number of the reading", required=True),
        _text("id", "id derived from content: the claim_id of claims.csv"),
        *_kept("article_id article start end quote outcome"),
        *_open("low high"),
        *_kept("qualifier hedge unit"),
        *_open("victims part_of"),
        *_kept("basis"),
        *_open("since as_of"),
        *_kept("date_basis"),
        *_open("source claimant"),
        _text("relays", "bodies and agencies between claimant and outlet, nearest to the claimant first" + _LISTED),
        *_open("place"),
        *_kept("group group_words"),
        *_open("side"),
        *_kept("scope"),
        _text("inclusions", "what the total says it adds" + _LISTED),
        *_kept("region frame"),
        _text("spans", "which stretch of the text carries which part, as kind, start, end" + _LISTED),
        replace(SHARED["evidence"], name="kind"),
        *_open("conflict outlet url said_on"),
        *_kept("seen_at reference"),
        Field("withdraws", "boolean", "a row by which a table takes this very figure back", required=True),
        Field("terms", "string", "what its publisher lets others do with it", words_of(Terms), required=True),
    ),
    ("reading", "id"),
    (("reading", "readings", "number"), ("article_id", "articles", "id")),
)
UNREAD = Sheet(
    "unread",
    "Sentences not read",
    "Sentences with a number and a word for an outcome that a reading could not read.",
    (
        Field("reading", "integer", "number of the reading", required=True),
        *_kept("article start end"),
        _text("sentence", "its words"),
        _text("reason", "why it was not read"),
    ),
    refers=(("reading", "readings", "number"),),
)
RUNS = Sheet(
    "runs",
    "Runs",
    "Every night that was begun.",
    (
        _text("id", "id derived from the day, the configuration and the reader"),
        _text("today", "the day it was run for"),
        _text("started_at", "when it was begun, ISO 8601"),
        _text("config_hash", "hash of sources.yaml"),
        _text("reader_version", "how articles were read"),
    ),
    ("id",),
)
RUN_ENDS = Sheet(
    "run_ends",
    "Ends of runs",
    "How each run ended.",
    (
        _text("run_id", "the run"),
        _text("finished_at", "when it ended, ISO 8601"),
        _text("outcome", "how it ended"),
        _text("counts", "what it counted, a JSON object"),
    ),
    refers=(("run_id", "runs", "id"),),
)
ISSUES = Sheet(
    "issues",
    "Issues of runs",
    "What a stage refused, dropped, doubted or could not do.",
    (
        _text("run_id", "the run"),
        _text("stage", "the stage it happened in"),
        _text("code", "a short stable word for counting"),
        _text("subject", "the source, article, claim or statement concerned"),
        _text("message", "what was found and what would be right"),
        _text("severity", "how much it asks of a person"),
    ),
    ("run_id", "stage", "code", "subject", "message"),
    (("run_id", "runs", "id"),),
)
VALIDATORS = Sheet(
    "validators",
    "What servers said about pages",
    "So that what has not changed is neither fetched nor read again. The only table whose rows are replaced.",
    (
        _text("url", "address of the page; for a file its path after `file:`"),
        Field("etag", "string", "the server's mark of this version; for a file its size and time of writing"),
        Field("last_modified", "string", "when the server says it changed"),
    ),
    ("url",),
)
CORRECTIONS = Sheet(
    "corrections",
    "Persons' decisions about claims",
    "What persons decided. What outlets, sources and later readings set right follows from texts and readings.",
    (
        _text("id", "id derived from content"),
        _text("claim", "the claim_id it is about"),
        _text("who", "who decided"),
        _text("why", "the reason"),
        _text("said_on", "the day of the decision"),
        *_kept("seen_at"),
        _text("evidence", "what it rests on"),
        Field("instead", "string", "the claim_id that takes its place"),
        Field("restores", "boolean", "true where an earlier correction is taken back", required=True),
    ),
    ("id",),
)
CAPTURES = Sheet(
    "captures",
    "What servers sent",
    "Each answer of a server, kept before anything was made of it; one that says the same again is not kept again.",
    (
        _text("url", "the address that was asked for"),
        _text("sha256", "hash of the bytes"),
        _text("final_url", "the address that answered, after redirects"),
        *_kept("seen_at"),
        _text("headers", "what the server said of its answer, a JSON object; cookies left out"),
    ),
    ("url", "sha256"),
    (("sha256", "blobs", "sha256"),),
)
EDITIONS = Sheet(
    "editions",
    "Reports that were written",
    "What each published report was made of, to tell a night that brings nothing to add to it.",
    (
        _text("run_id", "the run that wrote it"),
        _text("state", "hash of what it was made of: readings, decisions, configuration, rules, and what was met"),
        Field(
            "due", "date", "the first day on which the calendar alone would make it say something else; null for none"
        ),
    ),
    refers=(("run_id", "runs", "id"),),
)
LET_GO = Sheet(
    "let_go",
    "Bytes let go",
    "Bytes that no published figure rests on and that `tracker prune` has emptied; the text of their article stays.",
    (
        _text("sha256", "hash of the bytes"),
        _text("on", "the day"),
        _text("why", "the rule they were let go by"),
    ),
    ("sha256",),
    (("sha256", "blobs", "sha256"),),
)
SEALS = Sheet(
    "seals",
    "Seals of readings",
    "A hash over what each reading wrote, by which `tracker check --deep` tells that nothing of it was changed since.",
    (
        Field("reading", "integer", "number of the reading", required=True),
        Field("article_columns", "integer", "how many columns of its article the hash covers", required=True),
        Field("claim_columns", "integer", "how many columns of each of its claims the hash covers", required=True),
        _text("hash", "SHA-256 of its article, claims and unread sentences"),
    ),
    ("reading",),
    (("reading", "readings", "number"),),
)
STORED = (
    BLOBS,
    ARTICLES,
    READINGS,
    CLAIMS,
    UNREAD,
    RUNS,
    RUN_ENDS,
    ISSUES,
    VALIDATORS,
    CORRECTIONS,
    CAPTURES,
    EDITIONS,
    LET_GO,
    SEALS,
)
