"""The catalogue's tables, and what turns the tables of an earlier format into today's."""

VERSION = "3"

FEEDBACK = """
-- What readers found wrong with an answer. `asked` and `as_of` are days, `filters` a JSON object of
-- what the person had set; `first` and `past` are offsets into the body of that revision.
CREATE TABLE feedback (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    given_at TEXT NOT NULL,
    origin TEXT NOT NULL,
    question TEXT NOT NULL,
    asked TEXT NOT NULL,
    as_of TEXT NOT NULL,
    filters TEXT NOT NULL,
    fault TEXT NOT NULL CHECK (fault IN ('citation', 'fact', 'missing')),
    article INTEGER REFERENCES articles (key),
    revision INTEGER,
    first INTEGER,
    past INTEGER,
    note TEXT NOT NULL
);
"""

CREDITS = """
-- Whom the current revision of an article credits, an agency or a syndicate; most credit nobody.
CREATE TABLE credits (
    article INTEGER PRIMARY KEY REFERENCES articles (key),
    name TEXT NOT NULL
);
CREATE INDEX credits_by_name ON credits (name);
"""

READ_CREDITS = """
INSERT INTO credits
    SELECT article, json_extract(state, '$.credit')
    FROM articles JOIN revisions ON article = key AND revisions.revision = articles.revision
    WHERE json_extract(state, '$.credit') <> '';
"""

UPGRADES = {"1": ("2", FEEDBACK), "2": ("3", CREDITS + READ_CREDITS)}
"""By format: the next one, and the statements that lead to it from a catalogue of that format."""

TABLES = f"""
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- What searches and listings ask of the current revision of each article. `key` is internal;
-- `cluster` is the key of the first article of its cluster; `day` is the publication day as
-- yyyymmdd, 0 if unknown.
CREATE TABLE articles (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    revision INTEGER NOT NULL,
    cluster INTEGER NOT NULL,
    day INTEGER NOT NULL,
    outlet TEXT NOT NULL,
    kind TEXT NOT NULL,
    language TEXT NOT NULL,
    headline TEXT NOT NULL,
    url TEXT NOT NULL
);
CREATE INDEX articles_by_day ON articles (day);
CREATE INDEX articles_by_cluster ON articles (cluster);

-- Every revision there has been, the current one included, with all of its fields.
CREATE TABLE revisions (
    article INTEGER NOT NULL REFERENCES articles (key),
    revision INTEGER NOT NULL,
    digest BLOB NOT NULL,
    added_at TEXT NOT NULL,
    state TEXT NOT NULL,
    PRIMARY KEY (article, revision)
) WITHOUT ROWID;

CREATE TABLE authors (
    name TEXT NOT NULL,
    article INTEGER NOT NULL REFERENCES articles (key),
    PRIMARY KEY (name, article)
) WITHOUT ROWID;
CREATE INDEX authors_by_article ON authors (article);

-- Passages of current revisions; `first` and `past` are character offsets into the body.
CREATE TABLE passages (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    article INTEGER NOT NULL REFERENCES articles (key),
    ordinal INTEGER NOT NULL,
    first INTEGER NOT NULL,
    past INTEGER NOT NULL
);
CREATE INDEX passages_by_article ON passages (article);

-- float16, little-endian, unit length.
CREATE TABLE vectors (passage INTEGER PRIMARY KEY, embedding BLOB NOT NULL);

CREATE TABLE sketches (
    hash INTEGER NOT NULL,
    article INTEGER NOT NULL REFERENCES articles (key),
    PRIMARY KEY (hash, article)
) WITHOUT ROWID;
CREATE INDEX sketches_by_article ON sketches (article);

-- What an index has still to do. A row goes when the index has made the change durable.
CREATE TABLE pending (
    target TEXT NOT NULL CHECK (target IN ('words', 'vectors')),
    passage INTEGER NOT NULL,
    id TEXT NOT NULL,
    removed INTEGER NOT NULL,
    PRIMARY KEY (target, passage)
) WITHOUT ROWID;

-- Files read to their end, so that reading them again can be spared.
CREATE TABLE files (
    path TEXT PRIMARY KEY,
    fingerprint BLOB NOT NULL,
    documents INTEGER NOT NULL,
    problems TEXT NOT NULL
) WITHOUT ROWID;
{FEEDBACK}{CREDITS}"""
