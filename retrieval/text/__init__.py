"""What is told of prose: sentences, words, figures, days, names and quotations in it."""
