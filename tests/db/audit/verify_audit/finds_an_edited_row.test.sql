select plan(8);
select given_component('web');
select move('web', build) from generate_series(2, 6) as build;
select commit_audit();

select is(problem_after(format('update ship.audit_log set %s where seq = 3', edit)), '3 row_edited', edit)
from unnest(array[
  $$actor = 'nobody'$$, $$action = 'nothing'$$, $$subject = 'docs'$$, $$detail = detail || '{"build": 99}'$$,
  $$at = at + interval '1 microsecond'$$, $$row_hash = sha256('x')$$, $$prev_hash = sha256('x')$$
]) as edit;
select is_empty($$select ship.verify_audit()$$, 'and the chain itself still holds');

select * from finish();
