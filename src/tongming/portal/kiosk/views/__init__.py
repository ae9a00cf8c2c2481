"""The pages of a kiosk."""
