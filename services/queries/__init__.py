"""What one public page needs, in a fixed number of SQL statements; no person can be reached."""
