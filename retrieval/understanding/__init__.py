"""What was asked: intent, filters in words, time words, parts, events and follow-ups."""
