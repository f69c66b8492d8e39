select plan(3);
select given_component('ios', 'ios', 130);

select fails_with(
  $$select ship.sync_manifest(a_manifest('{"ios": {"kind": "web", "build": 999}}'))$$, 'PT409', 'build_not_installable',
  'the manifest calls it a web component and raises it at once'
);
select fails_with(
  $$update ship.components set kind = 'web', build = 999 where key = 'ios'$$, 'PT409', 'build_not_installable', 'by hand'
);
select is((select kind || ' ' || build from ship.components), 'ios 130', 'nothing was changed');

select * from finish();
