"""申请办理情况公开: what was asked in kind, how it ended and how long it took.

Nobody is to be recognised in it.
"""
