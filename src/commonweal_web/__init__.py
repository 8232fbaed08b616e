"""The service: the rooms of Commonweal with people, permissions, drafts and history."""
