"""Tasks of a year: what last year's report named as problems and improvements, and key points."""
