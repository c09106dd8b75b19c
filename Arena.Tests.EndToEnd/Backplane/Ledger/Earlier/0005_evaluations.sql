-- What the referee went by where matches are adjudicated.

alter table results add column evaluations bytea;   -- docs/match-records.md; null where it listened to nobody

-- As before, with the evaluations.
create function record_result(
    p_task bigint, p_league text, p_index integer, p_node text, p_scores double precision[], p_verdicts smallint[],
    p_reason text, p_moves integer, p_transcript bytea, p_match_hash bytea, p_duration_us bigint,
    p_recorded_at timestamptz, p_digest bytea, p_move_times bytea, p_agent_hashes bytea, p_epoch bigint, p_seal bytea,
    p_evaluations bytea)
    returns integer language plpgsql as $$
declare
    outcome integer := record_result(p_task, p_league, p_index, p_node, p_scores, p_verdicts, p_reason, p_moves,
        p_transcript, p_match_hash, p_duration_us, p_recorded_at, p_digest, p_move_times, p_agent_hashes, p_epoch, p_seal);
begin
    if outcome = 0 and p_evaluations is not null then
        update results set evaluations = p_evaluations where task_id = p_task;
    end if;
    return outcome;
end $$;
