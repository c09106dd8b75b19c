-- A league joins the chain, after every result that is there.
create or replace function enter_league(p_league text, p_digest bytea) returns void language plpgsql as $$
declare
    head record;
begin
    update ledger_head set leagues = leagues + 1, hash = sha256(hash || p_digest) returning sequence, leagues, hash into head;
    update leagues set chain_number = head.leagues, chain_after = head.sequence, chain_hash = head.hash where id = p_league;
end $$;
