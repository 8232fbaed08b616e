"""What can be done with a forecast: begun, mended, replaced; made in the background, and cancelled."""
