"""How every page looks: base page, forms, components, static files."""
