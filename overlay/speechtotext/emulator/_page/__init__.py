"""The page that a browser shows at `/`: its files, and the data that it draws."""
