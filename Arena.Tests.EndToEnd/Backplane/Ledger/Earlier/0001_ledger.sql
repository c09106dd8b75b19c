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

-- Closes a task with its result: task, chain and outbox together, or not at all.
-- Returns 0 recorded, 1 the task is closed already, 2 there is no such task.
create function record_result(
    p_task bigint, p_league text, p_index integer, p_node text, p_scores double precision[], p_verdicts smallint[],
    p_reason text, p_moves integer, p_transcript bytea, p_match_hash bytea, p_duration_us bigint,
    p_recorded_at timestamptz, p_digest bytea) returns integer language plpgsql as $$
declare
    head_sequence bigint;
    head_hash bytea;
begin
    update tasks set state = 'completed', session = null
        where id = p_task and league_id = p_league and match_index = p_index and state <> 'completed';
    if not found then
        return case when exists (select from tasks where id = p_task and league_id = p_league and match_index = p_index)
            then 1 else 2 end;
    end if;

    update ledger_head set sequence = sequence + 1, hash = sha256(hash || p_digest)
        returning sequence, hash into head_sequence, head_hash;
    insert into results values (head_sequence, p_task, p_league, p_index, p_node, p_scores, p_verdicts, p_reason,
        p_moves, p_transcript, p_match_hash, p_duration_us, p_recorded_at, head_hash);
    insert into outbox (kind, league_id, sequence) values (2, p_league, head_sequence);
    return 0;
end $$;

-- Results may be committed without waiting for the disk as long as this follows them on the same or a later
-- commit: a synchronous commit flushes the log up to itself, and so everything committed before it.
create function flush_ledger() returns void language plpgsql as $$
begin
    perform set_config('synchronous_commit', 'on', true);
    update ledger_head set flushed_at = clock_timestamp();
end $$;
