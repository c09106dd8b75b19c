-- Leagues that wait, and leagues that were ended before all their matches were played.
-- In the outbox: 4 league paused, 5 resumed, 6 stopped.

alter table leagues
    add column paused_at    timestamptz,
    add column stopped_at   timestamptz,
    add column played       integer not null default 0;  -- counted when the league is stopped

alter table tasks drop constraint tasks_state_check;
alter table tasks add constraint tasks_state_check check (state in ('pending', 'assigned', 'completed', 'withdrawn'));

drop function record_result(bigint, text, integer, text, double precision[], smallint[], text, integer, bytea, bytea, bigint, timestamptz, bytea, bytea, bytea, bigint, bytea);

-- As before; 3 is said of a task that was withdrawn.
create function record_result(
    p_task bigint, p_league text, p_index integer, p_node text, p_scores double precision[], p_verdicts smallint[],
    p_reason text, p_moves integer, p_transcript bytea, p_match_hash bytea, p_duration_us bigint,
    p_recorded_at timestamptz, p_digest bytea, p_move_times bytea, p_agent_hashes bytea, p_epoch bigint, p_seal bytea)
    returns integer language plpgsql as $$
declare
    head_sequence bigint;
    head_hash bytea;
begin
    update tasks set state = 'completed', session = null
        where id = p_task and league_id = p_league and match_index = p_index and state in ('pending', 'assigned');
    if not found then
        return coalesce((select case state when 'withdrawn' then 3 else 1 end
            from tasks where id = p_task and league_id = p_league and match_index = p_index), 2);
    end if;

    update ledger_head set sequence = sequence + 1, hash = sha256(hash || p_digest)
        returning sequence, hash into head_sequence, head_hash;
    insert into results values (head_sequence, p_task, p_league, p_index, p_node, p_scores, p_verdicts, p_reason,
        p_moves, p_transcript, p_match_hash, p_duration_us, p_recorded_at, head_hash, p_move_times, p_agent_hashes, p_epoch, p_seal);
    insert into outbox (kind, league_id, sequence) values (2, p_league, head_sequence);
    return 0;
end $$;

-- Ends a league and withdraws what is open of it. The tasks are locked one by one, so a result that comes at the same time
-- is either counted or finds its task withdrawn. Returns whether the league had not ended before.
create function stop_league(p_league text) returns boolean language plpgsql as $$
begin
    update leagues set stopped_at = clock_timestamp(), paused_at = null
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
