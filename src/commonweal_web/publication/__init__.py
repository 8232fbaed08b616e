"""From a designed scheme to a published one: checks answered, approval by another person, documents, amendments."""
