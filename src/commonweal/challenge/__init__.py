"""Challenge: would this scheme reward the wrong bid? Asked before publication, while it can still be mended."""
