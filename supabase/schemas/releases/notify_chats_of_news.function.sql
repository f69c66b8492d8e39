create function ship_private.notify_chats_of_news(source text, news jsonb)
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  v_report_id bigint;
begin
  insert into ship.finding_reports (source, opened, healed, news)
  values (notify_chats_of_news.source, '[]', '[]', notify_chats_of_news.news)
  returning finding_reports.id into v_report_id;

  perform ship_private.deliver_report(v_report_id);
end;
$$;

revoke all on function ship_private.notify_chats_of_news(text, jsonb) from public, anon, authenticated, service_role;

comment on function ship_private.notify_chats_of_news(text, jsonb) is
  'The chat hears sentences about what is neither a build nor a finding, as which commit a host runs, through the same outbox as everything else.';
