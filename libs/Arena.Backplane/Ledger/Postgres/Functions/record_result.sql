-- The forms that earlier versions had.
drop function if exists record_result(
    bigint, text, integer, text, double precision[], smallint[], text, integer, bytea, bytea, bigint, timestamptz, bytea);
drop function if exists record_result(
    bigint, text, integer, text, double precision[], smallint[], text, integer, bytea, bytea, bigint, timestamptz, bytea,
    bytea, bytea, bigint, bytea);

-- Closes a task with its result: task, chain and outbox together, or not at all.
-- Returns 0 recorded, 1 the task is closed already, 2 there is no such task, 3 it was withdrawn.
create or replace function record_result(
    p_task bigint, p_league text, p_index integer, p_node text, p_scores double precision[], p_verdicts smallint[],
    p_reason text, p_moves integer, p_transcript bytea, p_match_hash bytea, p_duration_us bigint,
    p_recorded_at timestamptz, p_digest bytea, p_move_times bytea, p_agent_hashes bytea, p_epoch bigint, p_seal bytea,
    p_evaluations bytea)
    returns integer language plpgsql as $$
declare
    task text;
    head_sequence bigint;
    head_hash bytea;
begin
    update tasks set state = 'completed', session = null
        where id = p_task and league_id = p_league and match_index = p_index and state in ('pending', 'assigned')
        returning seats::text || ' ' || seed::text into task;
    if not found then
        return coalesce((select case state when 'withdrawn' then 3 else 1 end
            from tasks where id = p_task and league_id = p_league and match_index = p_index), 2);
    end if;

    update ledger_head set sequence = sequence + 1, hash = sha256(hash || sha256(p_digest || convert_to(task, 'UTF8')))
        returning sequence, hash into head_sequence, head_hash;
    insert into results (
        sequence, task_id, league_id, match_index, node, scores, verdicts, reason, moves, transcript,
        match_hash, duration_us, recorded_at, hash, move_times, agent_hashes, epoch, seal, evaluations, covers_task)
    values (
        head_sequence, p_task, p_league, p_index, p_node, p_scores, p_verdicts, p_reason, p_moves, p_transcript,
        p_match_hash, p_duration_us, p_recorded_at, head_hash, p_move_times, p_agent_hashes, p_epoch, p_seal, p_evaluations,
        true);
    insert into outbox (kind, league_id, sequence) values (2, p_league, head_sequence);
    return 0;
end $$;
