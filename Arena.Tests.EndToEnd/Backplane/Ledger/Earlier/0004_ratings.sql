-- The agents' ratings when a round of their league was complete.

create table ratings (
    league_id     text not null references leagues (id),
    round         integer not null check (round > 0),
    matches       integer not null,              -- up to the round's end, in the order of the schedule
    agent         integer not null,              -- position in the league's document
    elo           double precision not null,
    rating        double precision,              -- of the joint fit; null when there is none
    error         double precision,              -- half of its 95 % interval
    games         bigint not null,
    rating_group  integer not null,
    flags         integer not null,
    primary key (league_id, round, agent)
);
