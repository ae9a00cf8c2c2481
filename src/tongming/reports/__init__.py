"""The annual report: read published ones, check, compile from facts, render, submit, roll up.

`document`, `reading`, `rendering`, `drafting` and `rollup` are plain Python without Django, so that
the commands over files start at once and need no database. The Django part of the room is `models`,
`compiling`, `actions`, `queries`, `screens`, `views`.
"""
