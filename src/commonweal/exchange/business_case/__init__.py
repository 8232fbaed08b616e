"""The annex to a business case: a forecast as a document, in Word and as accessible PDF."""
