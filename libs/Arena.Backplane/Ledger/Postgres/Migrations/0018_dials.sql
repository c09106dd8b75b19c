-- Dials: a row for every epoch, none of which is ever changed. The newest one holds; before the first, all dials are what they are by
-- default.

create table dial_epochs (
    number        bigint primary key check (number > 0),
    dial_values   text not null,                 -- of all dials, as JSON
    at            timestamptz not null,
    who           text not null,
    why           text,
    trace_id      text
);
