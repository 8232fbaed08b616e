"""The service: people, permissions, drafts and history around the engine `commonweal`."""
