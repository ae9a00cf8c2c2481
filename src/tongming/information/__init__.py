"""Government information: drafted, reviewed, signed, published, kept up to date."""
