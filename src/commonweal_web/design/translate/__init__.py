"""What the engine finds in a design, as pages show it; each module reads one thing."""
