"""The section on a touch screen in a reading room, under /kiosk/: nothing leads out of it."""
