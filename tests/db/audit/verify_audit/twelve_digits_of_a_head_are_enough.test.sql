select plan(5);
select given_component('web');
select move('web', 2);
select commit_audit();
create temp table kept as
select ship.audit_head() as head;

select is_empty($$select ship.verify_audit(1, (select left(head, 2 + 16) from kept))$$, 'as a chat shows it');
select is_empty($$select ship.verify_audit(1, (select left(head, 2 + 12) from kept))$$, 'twelve');
select isnt_empty($$select ship.verify_audit(1, (select left(head, 2 + 11) from kept))$$, 'fewer prove nothing');
select isnt_empty($$select ship.verify_audit(1, (select left(head, 2 + 11) || 'x' from kept))$$, 'nor does what is no hash');
select isnt_empty(
  $$select ship.verify_audit(1, (select left(head, 2 + 11) || translate(substr(head, 14, 1), '0123456789abcdef', '123456789abcdef0') from kept))$$,
  'each of them counts'
);

select * from finish();
