"""The letters of an application: drafted, signed, numbered, sent, kept as they were sent."""
