"""查阅服务: reading points, visits, transfers to archive and library, the printed catalogue."""
