-- Results may be committed without waiting for the disk as long as this follows them on the same or a later
-- commit: a synchronous commit flushes the log up to itself, and so everything committed before it.
create or replace function flush_ledger() returns void language plpgsql as $$
begin
    perform set_config('synchronous_commit', 'on', true);
    update ledger_head set flushed_at = clock_timestamp();
    notify arena, 'events';
end $$;
