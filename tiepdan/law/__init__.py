"""The law as code: sources, calendar, clocks, gates, grounds, persons, competence. Pure Python.

Nothing here knows the web framework, the database or the time of day: every function is given
the dates and facts it decides on, and answers with the article that makes it so.
"""
