"""The addresses of the API, one file for each thing that is asked for; all are plain functions, run in threads."""
