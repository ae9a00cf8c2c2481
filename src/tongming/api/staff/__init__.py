"""What programs of an office may do with a token: each call is the act of the token's holder."""
