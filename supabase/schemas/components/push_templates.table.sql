create table ship.push_templates (
  component_key text not null references ship.components (key),
  channel ship.release_channel not null,
  title text,
  body text,
  title_loc_key text,
  loc_key text,
  primary key (component_key, channel),
  constraint push_template_says_something
    check (num_nonnulls(title, body, title_loc_key, loc_key) > 0),
  constraint push_template_has_one_form
    check (num_nonnulls(title, title_loc_key) <= 1 and num_nonnulls(body, loc_key) <= 1),
  constraint push_template_placeholders_are_known
    check (
      regexp_replace(title, '[{](name|version|build)[}]', '', 'g') !~ '[{}]'
      and regexp_replace(body, '[{](name|version|build)[}]', '', 'g') !~ '[{}]'
    ),
  constraint push_template_fits_an_alert
    check (
      char_length(title) between 1 and 200 and char_length(body) between 1 and 1000
      and char_length(title_loc_key) between 1 and 100 and char_length(loc_key) between 1 and 100
    )
);

alter table ship.push_templates enable row level security;
revoke all on ship.push_templates from public, anon, authenticated, service_role;
grant select on ship.push_templates to service_role;

comment on table ship.push_templates is
  'What a push says: {name}, {version} and {build} are filled in, or the app''s own strings by key. A channel without a row has that of the next higher one.';
