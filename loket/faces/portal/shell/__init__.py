"""What surrounds every resident page: language and letter size, the installed app, the page without a signal."""
