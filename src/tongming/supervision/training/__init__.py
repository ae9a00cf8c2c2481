"""业务培训, 工作会议 and 责任追究: planned, held, recorded, counted for the annual report."""
