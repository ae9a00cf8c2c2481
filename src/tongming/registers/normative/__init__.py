"""行政规范性文件: the count in force on any day, and the periodic clean-up (清理)."""
