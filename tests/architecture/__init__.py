"""What holds the house: import order, budgets, one writer, declared access, words."""
