"""From results to pages: the cache, the build, the Markdown extension, the labs, the command line."""
