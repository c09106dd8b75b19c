-- Leagues are in the chain too, and results with what their tasks were.

alter table ledger_head
    add column id      uuid not null default gen_random_uuid(),
    add column leagues bigint not null default 0;

alter table leagues
    add column chain_number bigint unique,      -- from 1, without gaps, in commit order; null until it is in the chain
    add column chain_after  bigint,             -- how many results are before it in the chain
    add column chain_hash   bytea;              -- sha256(hash before || digest of this row)

alter table results add column covers_task boolean not null default false;  -- whether the digest is over the task's seats and seed
