"""The publishing mechanism: finished files, their order, their proof."""
