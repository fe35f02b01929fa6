"""What machines read of the site for their readers: feeds, calendars, site maps, structured data."""
