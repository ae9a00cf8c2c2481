"""Where an item is published besides its page: WeChat, Weibo, the gazette, notice boards.

`kinds`, `post`, `problems`, `calls`, `wechat`, `weibo` and `sheet` speak with platforms and paper
and know nothing of the database; `models`, `actions` and `queries` keep what came of it.
"""
