"""监督保障: training, meetings and accountability; each sub-room is an app of its own."""
