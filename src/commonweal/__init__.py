"""Public procurement that is fair to innovation and to society: the engine."""
