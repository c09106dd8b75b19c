-- Ends a league and withdraws what is open of it. The tasks are locked one by one, so a result that comes at the same time
-- is either counted or finds its task withdrawn. Returns whether the league had not ended before.
create or replace function stop_league(p_league text) returns boolean language plpgsql as $$
begin
    update leagues set version = version + 1, stopped_at = clock_timestamp(), paused_at = null
        where id = p_league and completed_at is null and stopped_at is null;
    if not found then
        return false;
    end if;

    update tasks set state = 'withdrawn', session = null
        where id in (select id from tasks where league_id = p_league and state in ('pending', 'assigned') order by id for update);
    update leagues set
        played = (select count(*) from results where league_id = p_league),
        forfeited = (select count(*) from results where league_id = p_league and reason is not null)
        where id = p_league;
    return true;
end $$;
