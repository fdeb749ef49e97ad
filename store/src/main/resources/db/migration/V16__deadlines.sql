-- When people work. A few rows, kept in memory by the engine for as long as the sequence's value is the same.
create sequence business_calendar_version;
create table business_calendar (
    id           text   primary key,
    name         text   not null check (length(name) <= 100),
    zone         text,                         -- null: that of the server's configuration
    week         jsonb  not null,              -- by weekday, openings such as 09:00-17:00
    region       text,                         -- whose holidays are kept, such as de-by
    days_off     jsonb  not null default '[]', -- dates with names
    working_days date[] not null default '{}', -- worked whatever else says no
    process_ids  text[] not null default '{}',
    groups       text[] not null default '{}',
    version      bigint not null default nextval('business_calendar_version')
);
insert into business_calendar (id, name, week) values ('default', 'Default', '{
    "MONDAY": ["09:00-17:00"], "TUESDAY": ["09:00-17:00"], "WEDNESDAY": ["09:00-17:00"], "THURSDAY": ["09:00-17:00"],
    "FRIDAY": ["09:00-17:00"]}');

grant select, insert, update, delete on business_calendar to countersign_app;
grant usage, select on sequence business_calendar_version to countersign_app;
