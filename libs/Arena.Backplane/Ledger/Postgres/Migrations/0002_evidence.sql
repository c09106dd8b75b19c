-- What a match record holds beyond its moves, and what other nodes say of matches.

alter table results
    add column move_times    bytea,              -- microseconds, LEB128, in the transcript's order
    add column agent_hashes  bytea,              -- 32 bytes for each seat
    add column epoch         bigint,
    add column seal          bytea;              -- all four null in results from before

create table verifications (
    id            bigint generated always as identity primary key,
    task_id       bigint not null,
    league_id     text not null,
    match_index   integer not null,
    played_by     text not null,
    node          text not null,                 -- empty: nobody could
    outcome       smallint not null,             -- 1 agreed, 2 disagreed, 3 skipped
    match_hash    bytea not null,
    reason        text,
    recorded_at   timestamptz not null,
    unique (task_id, node)
);

create index verifications_league on verifications (league_id, id);
