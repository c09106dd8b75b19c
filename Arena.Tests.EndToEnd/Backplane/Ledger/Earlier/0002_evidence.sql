-- What a match record holds beyond its moves, and what other nodes say of matches.

alter table results
    add column move_times    bytea,              -- microseconds, LEB128, in the transcript's order
    add column agent_hashes  bytea,              -- 32 bytes for each seat
    add column epoch         bigint,
    add column seal          bytea;              -- all four null in results from before

create table verifications (
    id            bigint generated always as identity primary key,
    task_id       bigint not null,
    league_id     text not null,
    match_index   integer not null,
    played_by     text not null,
    node          text not null,                 -- empty: nobody could
    outcome       smallint not null,             -- 1 agreed, 2 disagreed, 3 skipped
    match_hash    bytea not null,
    reason        text,
    recorded_at   timestamptz not null,
    unique (task_id, node)
);

create index verifications_league on verifications (league_id, id);

drop function record_result(bigint, text, integer, text, double precision[], smallint[], text, integer, bytea, bytea, bigint, timestamptz, bytea);

-- As before, with the evidence.
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
        where id = p_task and league_id = p_league and match_index = p_index and state <> 'completed';
    if not found then
        return case when exists (select from tasks where id = p_task and league_id = p_league and match_index = p_index)
            then 1 else 2 end;
    end if;

    update ledger_head set sequence = sequence + 1, hash = sha256(hash || p_digest)
        returning sequence, hash into head_sequence, head_hash;
    insert into results values (head_sequence, p_task, p_league, p_index, p_node, p_scores, p_verdicts, p_reason,
        p_moves, p_transcript, p_match_hash, p_duration_us, p_recorded_at, head_hash, p_move_times, p_agent_hashes, p_epoch, p_seal);
    insert into outbox (kind, league_id, sequence) values (2, p_league, head_sequence);
    return 0;
end $$;
