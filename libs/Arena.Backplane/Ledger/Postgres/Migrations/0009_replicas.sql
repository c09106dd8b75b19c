-- Replicas of the control plane, what each of them decides, and whose the nodes' streams are.

create table replicas (
    id            text primary key,
    started_at    timestamptz not null default clock_timestamp(),
    until         timestamptz not null,          -- its lease
    read_to       bigint not null default 0      -- the last event of the outbox that it has taken in
);

create sequence scope_epochs;

-- What somebody owns. Whoever decides shows the epoch in the transaction that writes.
create table scopes (
    name          text primary key,
    replica       text not null,
    epoch         bigint not null default nextval('scope_epochs')
);

create index scopes_replica on scopes (replica);
create index leagues_open on leagues (id) where completed_at is null and stopped_at is null;

create table sessions (
    id            text primary key,
    replica       text not null,
    node          text not null,
    hello         bytea not null,
    status        bytea not null
);

create index sessions_replica on sessions (replica);
create index tasks_assigned_league on tasks (league_id) where state = 'assigned';

create table relays (
    id            bigint generated always as identity primary key,
    replica       text not null,
    session       text not null,
    is_for_node   boolean not null,
    message       bytea not null
);

create index relays_replica on relays (replica, id);
