"""A challenge for people: the verdict in a sentence, leaks with their mends, and the workings behind them."""
