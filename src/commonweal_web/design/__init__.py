"""The design journey: proposals, decisions, adoption, comparison, and an organisation's local criteria."""
