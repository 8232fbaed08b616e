"""Review: a published notice read, what it leaves unsaid inferred with evidence, a case drafted from it."""
