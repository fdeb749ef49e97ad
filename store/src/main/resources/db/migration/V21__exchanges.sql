-- What was said to other systems and what they answered, for whoever has to prove it: without secrets, and cut.
alter table operation_execution
    add column request text,
    add column answer  text;
