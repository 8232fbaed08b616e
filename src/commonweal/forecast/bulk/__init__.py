"""Draws of a forecast by the million: blocks on streams of their own, counted and merged, in memory that stays flat."""
