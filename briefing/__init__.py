"""What a briefing is: records, reading, finding, comparing, writing. Knows no screen and no disk layout."""
