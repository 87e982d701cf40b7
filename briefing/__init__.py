"""What a briefing is: records, reading files, finding quotes, comparing, writing. Knows no screen and no disk layout."""
