-- What conditional writes compare, and the answers to calls that may be made twice.

alter table leagues add column version bigint not null default 1;  -- one more with every change of its life

create table idempotent_calls (
    key           text primary key,
    token         uuid not null default gen_random_uuid(),  -- stays while the same call is tried again
    attempt       integer not null default 1,
    fingerprint   bytea not null,                -- sha256 of what was asked
    held_until    timestamptz not null,          -- whoever tries again before that is told to wait
    answer        bytea,                         -- null until the call is done
    expires_at    timestamptz not null
);

create index idempotent_calls_expiry on idempotent_calls (expires_at);
