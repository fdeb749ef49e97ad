-- What processes send is told in the app, too: with its words, and with a link for those who may see the request.
alter table notice
    add column text                 text check (length(text) <= 1000),
    add column process_instance_key bigint; -- the instance that the path leads to, where the reader may not be allowed to see it
