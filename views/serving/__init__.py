"""The app on a web server: headers, readiness, what is logged, and the command for it."""
