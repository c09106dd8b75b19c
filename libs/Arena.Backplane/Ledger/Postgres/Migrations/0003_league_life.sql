-- Leagues that wait, and leagues that were ended before all their matches were played.
-- In the outbox: 4 league paused, 5 resumed, 6 stopped.

alter table leagues
    add column paused_at    timestamptz,
    add column stopped_at   timestamptz,
    add column played       integer not null default 0;  -- counted when the league is stopped

alter table tasks drop constraint tasks_state_check;
alter table tasks add constraint tasks_state_check check (state in ('pending', 'assigned', 'completed', 'withdrawn'));
