-- Results may be committed without waiting for the disk as long as this follows them on the same or a later
-- commit: a synchronous commit that has something to write flushes the log up to itself, and so everything committed before it.
-- It writes a word into the log that nobody reads, and locks no row: while it waits for the disk, others go on.
create or replace function flush_ledger() returns void language plpgsql as $$
begin
    perform set_config('synchronous_commit', 'on', true);
    perform pg_logical_emit_message(true, 'arena', '');
    notify arena, 'events';
end $$;
