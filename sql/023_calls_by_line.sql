-- Whose a call is follows from its line alone, which stands in its row: a page of calls looks at no conversation. Asked by
-- conversation, Postgres would read all conversations first to know which of them are shared.

drop policy shared on calls;
create policy shared on calls for select to orleanssms_user
  using (line in (select m.line from line_members m where m.user_id = (select asking_user())));
