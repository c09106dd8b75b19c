-- What the referee went by where matches are adjudicated.

alter table results add column evaluations bytea;   -- docs/match-records.md; null where it listened to nobody
