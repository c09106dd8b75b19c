-- The forms that earlier versions had.
drop function if exists record_result(
    bigint, text, integer, text, double precision[], smallint[], text, integer, bytea, bytea, bigint, timestamptz, bytea);
drop function if exists record_result(
    bigint, text, integer, text, double precision[], smallint[], text, integer, bytea, bytea, bigint, timestamptz, bytea,
    bytea, bytea, bigint, bytea);
drop function if exists record_result(
    bigint, text, integer, text, double precision[], smallint[], text, integer, bytea, bytea, bigint, timestamptz, bytea,
    bytea, bytea, bigint, bytea, bytea);

-- A program of the version before, should somebody go back to it, makes its own form again.
delete from schema_migrations where name = 'record_result';

-- Closes tasks with their results: tasks, chain and outbox together, or not at all. The chain is as if each had come alone, in this
-- order. Scores and verdicts of all stand one after the other; p_seats says how many are whose.
-- Returns for each 0 recorded, 1 the task is closed already, 2 there is no such task, 3 it was withdrawn.
create or replace function record_results(
    p_tasks bigint[], p_leagues text[], p_indexes integer[], p_nodes text[], p_seats integer[], p_scores double precision[],
    p_verdicts smallint[], p_reasons text[], p_moves integer[], p_transcripts bytea[], p_match_hashes bytea[], p_durations_us bigint[],
    p_recorded_at timestamptz[], p_digests bytea[], p_move_times bytea[], p_agent_hashes bytea[], p_epochs bigint[], p_seals bytea[],
    p_evaluations bytea[])
    returns integer[] language plpgsql as $$
declare
    outcomes integer[] := array_fill(2, array[cardinality(p_tasks)]);
    tasks_closed text[] := array_fill(null::text, array[cardinality(p_tasks)]);
    sequences bigint[] := array_fill(null::bigint, array[cardinality(p_tasks)]);
    hashes bytea[] := array_fill(null::bytea, array[cardinality(p_tasks)]);
    head record;
    found_task record;
    last_task bigint;
begin
    -- Whoever locks several tasks does it in the order of their ids, so that no two wait for one another.
    for found_task in
        select offered.place, t.id, t.state, t.seats::text || ' ' || t.seed::text as text
            from unnest(p_tasks, p_leagues, p_indexes) with ordinality as offered (task, league, index, place)
            join tasks t on t.id = offered.task and t.league_id = offered.league and t.match_index = offered.index
            order by t.id, offered.place for update of t
    loop
        if found_task.state = 'withdrawn' then
            outcomes[found_task.place] := 3;
        elsif found_task.state = 'completed' or found_task.id = last_task then
            outcomes[found_task.place] := 1;
        else
            outcomes[found_task.place] := 0;
            tasks_closed[found_task.place] := found_task.text;
            last_task := found_task.id;
        end if;
    end loop;
    if 0 <> all (outcomes) then
        return outcomes;
    end if;

    update tasks set state = 'completed', session = null
        where id in (select task from unnest(p_tasks, outcomes) as offered (task, outcome) where outcome = 0);

    select sequence, hash into head from ledger_head for update;
    if not found then
        -- Results wait: they would be closed and in no chain.
        raise exception 'the ledger does not say where its chain ends';
    end if;
    for place in 1 .. cardinality(outcomes) loop
        continue when outcomes[place] <> 0;
        head.sequence := head.sequence + 1;
        head.hash := sha256(head.hash || sha256(p_digests[place] || convert_to(tasks_closed[place], 'UTF8')));
        sequences[place] := head.sequence;
        hashes[place] := head.hash;
    end loop;
    update ledger_head set sequence = head.sequence, hash = head.hash;

    insert into results (
        sequence, task_id, league_id, match_index, node, scores, verdicts, reason, moves, transcript,
        match_hash, duration_us, recorded_at, hash, move_times, agent_hashes, epoch, seal, evaluations, covers_task)
    select
        r.sequence, r.task, r.league, r.index, r.node, p_scores[r.last_seat - r.seats + 1 : r.last_seat],
        p_verdicts[r.last_seat - r.seats + 1 : r.last_seat], r.reason, r.moves, r.transcript,
        r.match_hash, r.duration_us, r.recorded_at, r.hash, r.move_times, r.agent_hashes, r.epoch, r.seal, r.evaluations, true
    from (
        select *, sum(seats) over (order by place) as last_seat
        from unnest(
            sequences, p_tasks, p_leagues, p_indexes, p_nodes, p_seats, p_reasons, p_moves, p_transcripts, p_match_hashes,
            p_durations_us, p_recorded_at, hashes, p_move_times, p_agent_hashes, p_epochs, p_seals, p_evaluations) with ordinality
        as offered (
            sequence, task, league, index, node, seats, reason, moves, transcript, match_hash,
            duration_us, recorded_at, hash, move_times, agent_hashes, epoch, seal, evaluations, place)
    ) as r
    where r.sequence is not null;

    insert into outbox (kind, league_id, sequence)
        select 2, league, sequence from unnest(p_leagues, sequences) as recorded (league, sequence)
        where sequence is not null order by sequence;
    return outcomes;
end $$;
