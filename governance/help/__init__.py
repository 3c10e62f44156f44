"""Help: a page for each role, made from the texts that the pages, the tasks and the roles use themselves."""
