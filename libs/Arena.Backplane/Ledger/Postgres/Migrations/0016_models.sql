-- Federated models. Weights and updates are files of the federation service; here are their digests, and who sent what to which round.

create table models (
    name          text primary key collate "C",
    spec          text not null,                 -- what it is and how its rounds go, as JSON
    version       bigint not null                -- the newest: whoever makes the next one raises it, and nobody else does
);

create table model_versions (
    model         text not null collate "C" references models (name),
    number        bigint not null check (number >= 0),
    digest        bytea not null,
    state         text,                          -- what the aggregator keeps for the next round, as JSON
    at            timestamptz not null,
    primary key (model, number)
);

-- The updates of round n make version n + 1.
create table model_updates (
    model         text not null collate "C" references models (name),
    round         bigint not null check (round >= 0),
    client        text not null collate "C",
    digest        bytea not null,
    header        text not null,                 -- all else that the client said of it, as JSON
    at            timestamptz not null,
    is_left_out   boolean not null default false,
    primary key (model, round, client)
);
