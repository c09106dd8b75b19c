-- Who is let in, and whose they are.

create table tenants (
    id            text primary key collate "C",
    name          text not null,
    created_at    timestamptz not null default now()
);

insert into tenants (id, name) values ('default', '');   -- whoever runs the system

create table keys (
    id            text primary key collate "C",
    tenant        text not null references tenants (id),
    role          text not null,
    label         text not null,
    agents        text[] not null,
    secret_hash   bytea not null check (length(secret_hash) = 32),
    created_at    timestamptz not null,
    expires_at    timestamptz,
    revoked_at    timestamptz
);

create index keys_tenant on keys (tenant, created_at, id);
