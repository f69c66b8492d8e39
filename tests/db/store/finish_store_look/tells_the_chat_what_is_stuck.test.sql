select plan(3);

select given_store();
select given_transports('telegram');
select look(upload(131, 'stuck', 'MISSING_EXPORT_COMPLIANCE') || '{"advice": "Answer the question."}');
select look(upload(131, 'stuck', 'MISSING_EXPORT_COMPLIANCE') || '{"advice": "Answer the question."}');
select is(store_news(), array['IOS 1.0.0 (131): App Store Connect says MISSING_EXPORT_COMPLIANCE. Answer the question.'], 'once');
select look(upload(132, 'stuck', 'FAILED') || '{"uploaded_at": "2020-01-01T00:00:00Z"}');
select is(cardinality(store_news()), 1, 'old stories are not told');
select ship.set_update_policy('ios', 'live', min_build => 130, reason => 'test');
select is(look(upload(133, 'installable')) ->> 'raised', '133', 'a build above is fine');

select * from finish();
