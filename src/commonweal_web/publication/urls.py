"""Addresses of publication."""

from __future__ import annotations

urlpatterns: list = []
