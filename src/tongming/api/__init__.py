"""The REST API: public data for everybody, acts of the staff for whoever holds a token."""
