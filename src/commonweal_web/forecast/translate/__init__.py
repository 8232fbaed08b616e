"""From the engine's forecast and beliefs to what pages show, and back."""
