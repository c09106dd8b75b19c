-- Signed checkpoints of the log of entries, the keys that sign them, and the parts of its tree that are full.

create table checkpoints (
    number        bigint primary key,            -- from 1, without gaps
    size          bigint not null,               -- how many entries of the chain it is of
    note          text not null,                 -- the signed note
    at            timestamptz not null default clock_timestamp()
);

create index checkpoints_size on checkpoints (size);

create table signing_keys (
    number        bigint generated always as identity primary key,
    public        text not null unique,
    secret        text,                          -- null where it is in a file
    at            timestamptz not null default clock_timestamp()
);

-- Of 256 entries and more; what is smaller is made of the entries.
create table tree_parts (
    level         integer not null,
    number        bigint not null,
    hash          bytea not null,
    primary key (level, number)
);
