-- Flags: a row for every version, none of which is ever changed. The newest one holds.

create table flags (
    tenant        text not null references tenants (id),
    name          text not null collate "C",
    version       bigint not null check (version > 0),
    rules         text not null,                 -- for whom it is on, as JSON
    at            timestamptz not null,
    who           text not null,
    why           text,
    trace_id      text,
    primary key (tenant, name, version)
);
