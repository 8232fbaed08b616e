"""The look: pages, forms and components on GOV.UK Design System patterns, without its font, crown or name.

The lowest app of the service: it knows no other app. How to use each component: docs/reference/look.md.
"""
