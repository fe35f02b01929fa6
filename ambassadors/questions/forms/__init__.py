"""The forms by which one asks, answers and acts on questions."""
