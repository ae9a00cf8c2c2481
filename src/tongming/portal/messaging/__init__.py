"""市民留言 as the public writes and follows them; their answers and figures on the section."""
