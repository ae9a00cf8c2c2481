"""The yearly evaluation in public: the static item, the questionnaire."""
