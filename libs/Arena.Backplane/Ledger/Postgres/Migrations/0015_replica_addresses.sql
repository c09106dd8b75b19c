-- Where a replica is to be reached by nodes; empty while it has not said so.
alter table replicas add column address text not null default '';
