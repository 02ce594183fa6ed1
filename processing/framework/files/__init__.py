"""What files hold and how: encodings, spreadsheets, fields that a format can store, outputs that destroy nothing."""
