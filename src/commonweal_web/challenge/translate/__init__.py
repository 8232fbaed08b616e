"""From the engine's challenge to what pages show, and back."""
