-- The keys by which what browsers are given to keep is sealed: every replica reads them.

create table protection_keys (
    number        bigint generated always as identity primary key,
    document      text not null,                 -- the key, as XML
    added_at      timestamptz not null
);
