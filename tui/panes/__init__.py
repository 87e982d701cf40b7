"""The panes of the app: widgets that paint their own lines. None of them knows another."""
