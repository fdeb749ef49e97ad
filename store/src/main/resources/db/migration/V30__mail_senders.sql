-- Models that bring a sender and headers of their own, within what an administrator allows.
alter table notification
    add column sender  text check (length(sender) <= 320), -- null: the configured one
    add column headers jsonb;                              -- by name; null: none beside those that every mail has
