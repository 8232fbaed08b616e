"""What a challenge asks people: a reason for a mend, and numbers to look with."""
