"""What the keys do, by theme: functions that take the screen and a count. The table that names them is `tui.keymap`."""
