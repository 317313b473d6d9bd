"""The fair examiner: marks responses, credits what follows, names misconceptions and slips."""
