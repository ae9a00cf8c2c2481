"""社会评议: once a year the public says what it thinks of the disclosure work of an organ."""
