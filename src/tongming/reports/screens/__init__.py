"""What the room's pages show, as typed values: tables as printed, equations, differences."""
