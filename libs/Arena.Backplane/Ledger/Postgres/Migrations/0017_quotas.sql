-- How much of the system a tenant may take at once; null is no limit. Whoever runs the system has none.

alter table tenants
    add column max_leagues  integer check (max_leagues >= 0),
    add column max_matches  integer check (max_matches >= 0),
    add column max_keys     integer check (max_keys >= 0),
    add constraint tenants_default_has_no_quotas
        check (id <> 'default' or (max_leagues is null and max_matches is null and max_keys is null));
