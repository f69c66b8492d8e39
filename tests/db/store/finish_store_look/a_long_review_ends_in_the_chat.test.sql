select plan(3);

select given_store();
select given_transports('telegram');
select look(upload(131, 'stuck', 'BETA_REJECTED') || jsonb_build_object('uploaded_at', now() - interval '3 days'));
select is(store_news(), '{}', 'the first look finds an old story');
select look(upload(132, 'review', 'IN_BETA_REVIEW') || jsonb_build_object('uploaded_at', now() - interval '3 days'));
select look(upload(132, 'stuck', 'BETA_REJECTED') || jsonb_build_object('uploaded_at', now() - interval '3 days'));
select is(store_news(), array['IOS 1.0.0 (132): App Store Connect says BETA_REJECTED.'], 'an end that took days is news');
select look(upload(133, 'waiting', 'READY_FOR_BETA_SUBMISSION') || jsonb_build_object('uploaded_at', now() - interval '3 days'));
update ship.store_uploads set changed_at = now() - interval '2 hours' where build = 133;
select look(upload(133, 'waiting', 'READY_FOR_BETA_SUBMISSION') || jsonb_build_object('uploaded_at', now() - interval '3 days'));
select is(cardinality(store_news()), 1, 'an old one in which nothing happens is not');

select * from finish();
