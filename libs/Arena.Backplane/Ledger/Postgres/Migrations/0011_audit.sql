-- Every change that somebody made, in a hash chain of its own.

create table audit_trail (
    sequence      bigint primary key,            -- from 1, without gaps, in commit order
    at            timestamptz not null,
    who           text not null,
    tenant        text not null,                 -- empty: the whole system's
    what          text not null,
    subject       text not null,
    before        text,
    after         text,
    why           text,
    trace_id      text,
    hash          bytea not null                 -- sha256(hash before || digest of this row)
);

create index audit_trail_subject on audit_trail (subject, sequence);
create index audit_trail_tenant on audit_trail (tenant, sequence);

-- One row: whoever appends holds it until commit.
create table audit_head (
    singleton     boolean primary key default true check (singleton),
    sequence      bigint not null,
    hash          bytea not null
);

insert into audit_head (sequence, hash) values (0, decode(repeat('00', 32), 'hex'));
