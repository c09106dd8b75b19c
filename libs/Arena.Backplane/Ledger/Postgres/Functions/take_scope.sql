-- Takes a scope, unless another replica with a lease has it. Returns the epoch, or null.
create or replace function take_scope(p_name text, p_replica text) returns bigint language plpgsql as $$
begin
    insert into scopes as s (name, replica) values (p_name, p_replica)
        on conflict (name) do update set replica = p_replica, epoch = nextval('scope_epochs')
            where s.replica <> p_replica and not exists (select from replicas r where r.id = s.replica and r.until > clock_timestamp());
    return (select epoch from scopes where name = p_name and replica = p_replica);
end $$;
