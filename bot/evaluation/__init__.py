"""Evaluation: a team's own questions asked, judged and compared with the last time."""
