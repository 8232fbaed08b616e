"""Which drafting prompts a case calls for, filled in from it. Prompts for a lawyer, never contract wording."""

from commonweal.scheme.prompts.calling import CalledPrompt, call_prompts, listed, regime_remark, where_told

__all__ = ["CalledPrompt", "call_prompts", "listed", "regime_remark", "where_told"]
