-- Leagues, their tasks, and the hash-chained results with the outbox of what happened.

create table leagues (
    id            text primary key,
    name          text not null,
    game          text not null,
    seed          bigint not null,               -- the 64 bits of an unsigned seed
    document      text not null,
    matches       integer not null check (matches >= 0),
    traceparent   text,
    created_at    timestamptz not null,
    completed_at  timestamptz,
    forfeited     integer not null default 0     -- counted when the league completes
);

create table tasks (
    id            bigint generated always as identity primary key,
    league_id     text not null references leagues (id),
    match_index   integer not null check (match_index >= 0),
    seats         integer[] not null,
    seed          bigint not null,
    state         text not null default 'pending' check (state in ('pending', 'assigned', 'completed')),
    session       text check ((state = 'assigned') = (session is not null)),
    attempt       integer not null default 0,
    unique (league_id, match_index)
) with (fillfactor = 70);                        -- room for the two updates of a task's life on its own page

create index tasks_pending on tasks (league_id, match_index) where state = 'pending';
create index tasks_assigned on tasks (session) where state = 'assigned';

create table results (
    sequence      bigint primary key,            -- from 1, without gaps, in commit order
    task_id       bigint not null unique,     -- record_result keeps it a task of this league
    league_id     text not null,
    match_index   integer not null,
    node          text not null,
    scores        double precision[] not null,
    verdicts      smallint[] not null,
    reason        text,
    moves         integer not null,
    transcript    bytea not null,
    match_hash    bytea not null,
    duration_us   bigint not null,
    recorded_at   timestamptz not null,
    hash          bytea not null                 -- sha256(hash before || digest of this row)
);

create index results_league on results (league_id, sequence);

-- One row: whoever appends holds it until commit, so sequence and outbox ids rise in commit order.
create table ledger_head (
    singleton     boolean primary key default true check (singleton),
    sequence      bigint not null,
    hash          bytea not null,
    flushed_at    timestamptz not null default now()
) with (fillfactor = 10);

insert into ledger_head (sequence, hash) values (0, decode(repeat('00', 32), 'hex'));

create table outbox (
    id            bigint generated always as identity primary key,
    kind          smallint not null,             -- 1 league created, 2 result recorded, 3 league completed
    league_id     text not null,
    sequence      bigint                         -- the result's, for kind 2
);
