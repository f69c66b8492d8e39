select plan(5);
select ship.link_repository('github.com/acme/shop', actor => 'ana@desk');

select fails_with($$select ship.link_repository('github.com/eve/shop')$$, 'PT409', 'project_other');
select matches(detail_of($$select ship.link_repository('github.com/eve/shop')$$), 'github\.com/acme/shop', 'and hears whose it is');
select is(
  ship.link_repository('github.com/acme/store', true, 'bob@lap') - 'linked_at',
  '{"repository": "github.com/acme/store", "previous": "github.com/acme/shop"}', 'a repository that moved says so'
);
select fails_with($$select ship.link_repository('github.com/acme/shop')$$, 'PT409', 'project_other', 'the old one is another now');
select commit_audit();
select is(
  (select array_agg(row(actor, detail ->> 'previous')::text order by seq) from ship.audit_log where action = 'repository.linked'),
  array['(ana@desk,)', '(bob@lap,github.com/acme/shop)'], 'who adopted it from whom'
);

select * from finish();
