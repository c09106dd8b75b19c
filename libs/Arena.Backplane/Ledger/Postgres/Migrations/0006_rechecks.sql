-- A match that another node plays again is rechecked; the chain is what is verified.

alter table verifications rename to rechecks;
alter index verifications_pkey rename to rechecks_pkey;
alter index verifications_task_id_node_key rename to rechecks_task_id_node_key;
alter index verifications_league rename to rechecks_league;
alter sequence verifications_id_seq rename to rechecks_id_seq;
