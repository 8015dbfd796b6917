"""The sample library: two small dumps of well-known papers, with summaries written for Postil."""
