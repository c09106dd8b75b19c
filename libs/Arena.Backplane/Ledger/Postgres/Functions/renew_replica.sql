-- Renews a replica's lease and takes what nobody owns, up to its fair share. Returns whether it may have missed something: it is new, or
-- had no lease while another had one.
create or replace function renew_replica(p_id text, p_lease interval) returns boolean language plpgsql as $$
declare
    lapsed boolean;
    share integer;
begin
    perform from replicas where id = p_id for update;
    select until < clock_timestamp() - interval '5 minutes'
            or until <= clock_timestamp() and exists (select from replicas o where o.id <> p_id and o.until > r.until)
        into lapsed from replicas r where id = p_id;
    lapsed := coalesce(lapsed, true);
    insert into replicas (id, until) values (p_id, clock_timestamp() + p_lease)
        on conflict (id) do update set
            until = excluded.until, read_to = case when lapsed then 0 else replicas.read_to end;

    -- Rows are kept while somebody may ask whose sessions they were.
    delete from replicas r where until < clock_timestamp() - interval '10 minutes'
        and not exists (select from sessions s where s.replica = r.id);

    -- A while after a league's end its last ratings are kept.
    delete from scopes where replica = p_id and exists (
        select from leagues where name = 'league/' || id
            and coalesce(completed_at, stopped_at) < clock_timestamp() - interval '1 minute');

    select ceil((select count(*) from leagues where completed_at is null and stopped_at is null)::numeric
        / greatest(1, (select count(*) from replicas where until > clock_timestamp()))) into share;
    insert into scopes as s (name, replica)
        select 'league/' || l.id, p_id from leagues l
            where completed_at is null and stopped_at is null and not exists (
                select from scopes o join replicas r on r.id = o.replica
                where o.name = 'league/' || l.id and r.until > clock_timestamp())
            order by l.id
            limit greatest(0, share - (select count(*) from scopes where replica = p_id and name like 'league/%'))
        on conflict (name) do update set replica = p_id, epoch = nextval('scope_epochs')
            where s.replica <> p_id and not exists (select from replicas r where r.id = s.replica and r.until > clock_timestamp());
    return lapsed;
end $$;
