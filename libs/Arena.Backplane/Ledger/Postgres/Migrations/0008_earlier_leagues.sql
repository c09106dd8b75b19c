-- Leagues that were there before leagues were chained join the chain at the first start, and never again.

alter table ledger_head add column earlier_leagues_entered boolean not null default false;
