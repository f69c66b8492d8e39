create function ship_private.push_alert(run ship.push_runs, version text)
returns jsonb
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  v_component ship.components;
  v_template ship.push_templates;
  v_args jsonb;
begin
  select * into v_component from ship.components where components.key = (push_alert.run).component_key;
  select *
  into v_template
  from ship.push_templates
  where push_templates.component_key = (push_alert.run).component_key
    and push_templates.channel >= (push_alert.run).channel
  order by push_templates.channel
  limit 1;

  v_args := jsonb_build_array(v_component.name, push_alert.version, (push_alert.run).build::text);
  return case
    when v_template.title_loc_key is not null
      then jsonb_build_object('title-loc-key', v_template.title_loc_key, 'title-loc-args', v_args)
    else jsonb_build_object('title', ship_private.fill_template(coalesce(v_template.title, '{name}'), v_args))
  end || case
    when v_template.loc_key is not null
      then jsonb_build_object('loc-key', v_template.loc_key, 'loc-args', v_args)
    else jsonb_build_object('body', ship_private.fill_template(
      coalesce(
        v_template.body,
        case
          when v_component.kind = 'ios' and (v_component.store_url like 'https://%apps.apple.com/%') is not true
            then 'Build {build} is on TestFlight. Tap to install.'
          else 'Version {version} is available. Tap to update.'
        end
      ),
      v_args
    ))
  end;
end;
$$;

revoke all on function ship_private.push_alert(ship.push_runs, text) from public, anon, authenticated, service_role;

comment on function ship_private.push_alert(ship.push_runs, text) is
  'The alert of a run, as APNs wants it: from the component''s template for the channel, else in plain English. Arguments of localised strings: name, version, build.';
