"""What `./club bench events` measures, a part a file: planning a year, registering."""
