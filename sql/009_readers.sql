-- Who has read how much of one conversation: asked when it is opened.
create index read_positions_of_conversation on read_positions (conversation_id);
