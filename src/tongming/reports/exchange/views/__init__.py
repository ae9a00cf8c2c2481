"""The room's screens, and the address other installations send to."""
