"""What anybody may ask: nothing that the public section does not say."""
