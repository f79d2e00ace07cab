"""What the lines of the table are tried with: money in the world of the portal."""
