"""Cases: their versions, their teams, their way from draft to published."""
