"""The applicant's side: applying without an account, following, answering (/apply/…)."""
