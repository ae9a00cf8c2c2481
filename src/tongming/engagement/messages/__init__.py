"""市民留言: taken in, answered within the unit's own terms, published, rated, counted by month."""
